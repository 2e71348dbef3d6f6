package publish

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"retake/generator/guide"
	"retake/generator/render"
	"retake/generator/search"
)

// Search opens a guide's search as readers get it: the script and the index
// that would be published.
func (b *Build) Search(g *guide.Guide) (*search.Reader, error) {
	outputs, script := map[string]render.Output{}, ""
	for _, o := range b.Outputs {
		outputs[o.Name] = o
		if strings.HasPrefix(o.Name, "assets/search.") {
			script = o.Name
		}
	}
	if script == "" {
		return nil, errors.New("search: the templates have no script")
	}
	load := func(name string) ([]byte, error) {
		o, ok := outputs[name]
		if !ok {
			return nil, fmt.Errorf("there is no file %s", name)
		}
		var data bytes.Buffer
		err := o.Write(&data)
		return data.Bytes(), err
	}
	source, err := load(script)
	if err != nil {
		return nil, err
	}
	return search.NewReader(string(source), g.Root()+search.ManifestName, load)
}

package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"retake/generator/mistake"
	"retake/generator/tree"
)

// New makes a renderer of templates. The publisher's lie over the program's,
// file by file: they have the names of those that they replace.
func New(from Sources) (*Renderer, mistake.List) {
	files, shown := map[string]string{}, map[string]string{}
	wrong := append(slices.Clone(from.wrong), from.declaredTwice()...)
	for name, text := range program() {
		files[name], shown[name] = text, "templates/"+name
	}
	for name, text := range from.own {
		files[name], shown[name] = text, from.shown+"/"+name
		wrong = append(wrong, source{shown[name], text}.syntax(path.Ext(name))...)
		_, replaces := program()[name]
		if strings.HasSuffix(name, ".html") && !replaces && path.Base(path.Dir(name))+".html" != path.Base(name) {
			wrong = append(wrong, mistake.Mistake{Position: mistake.Position{File: shown[name]}, Rule: "unknown-template",
				Text: fmt.Sprintf("no page uses a template of the name %q", name), Hint: mistake.DidYouMean(name, sortedKeys(program()))})
		}
	}
	r := &Renderer{templates: template.New("").Option("missingkey=error"), sources: map[string]source{}}
	hash := sha256.New()
	var style, search strings.Builder
	var scripts []string
	for _, name := range order(files) {
		if isWords(name) {
			continue
		}
		fmt.Fprintf(hash, "%s\x00%s\x00", name, files[name])
		switch path.Ext(name) {
		case ".html":
			component := strings.TrimSuffix(path.Base(name), ".html")
			r.sources[component] = source{shown[name], files[name]}
			if _, err := r.templates.New(component).Parse(strings.TrimSuffix(files[name], "\n") + "\n"); err != nil {
				wrong = append(wrong, r.sources[component].mistake(err))
			}
		case ".css":
			style.WriteString(files[name] + "\n")
		case ".js":
			if isSearch(name) {
				search.WriteString(files[name] + "\n")
			} else {
				scripts = append(scripts, files[name]+"\n")
			}
		}
	}
	r.sum = hex.EncodeToString(hash.Sum(nil))
	r.style = minified("text/css", style.String()+tree.Style)
	r.script, r.search = inBlocks(scripts...), inBlocks(search.String())
	return r, wrong
}

// inBlocks joins scripts whose names are their own: two may use the same one.
// Only names in a block are made short.
func inBlocks(scripts ...string) string {
	return minified("text/javascript", "{"+strings.Join(scripts, "}{")+"}")
}

func minified(kind, text string) string {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	small, err := m.String(kind, text)
	if err != nil {
		return text // what cannot be made smaller is published as it is
	}
	return small
}

// order puts the page's own style first, since the components' build on it;
// drawings' lines come before their fills in their own file.
func order(files map[string]string) []string {
	names := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(names, func(a, b string) int {
		return strings.Compare(first(a), first(b))
	})
	return names
}

func first(name string) string {
	if strings.HasPrefix(name, "page/") {
		return "0"
	}
	return "1"
}

// source is a template as it was read.
type source struct{ shown, text string }

// execute renders with a template. What is wrong with a publisher's template
// may only show now; it is a mistake like any other.
func (r *Renderer) execute(b *bytes.Buffer, name string, view any) error {
	err := r.templates.ExecuteTemplate(b, name, view)
	if err == nil {
		return nil
	}
	if inner := (mistake.List)(nil); errors.As(err, &inner) {
		return inner // of a part, which this template only shows
	}
	file, _, _ := strings.Cut(located(err), ":") // a template may be defined in the file of another
	if from, known := r.sources[file]; known {
		return mistake.List{from.mistake(err)}
	}
	return mistake.List{r.sources[name].mistake(err)}
}

// located is an error of html/template from where it says its place: "name:line:"
// or "name:line:column:".
func located(err error) string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(err.Error(), "html/"), "template:"))
}

// mistake places an error of html/template.
func (s source) mistake(err error) mistake.Mistake {
	m := mistake.Mistake{Position: mistake.Position{File: s.shown}, Rule: "template", Text: "this template cannot be used: " + err.Error()}
	parts := strings.SplitN(located(err), ":", 4)
	for i, part := range parts[1:] {
		var number int
		if _, scanErr := fmt.Sscanf(part, "%d", &number); scanErr != nil {
			m.Text = "this template cannot be used: " + strings.TrimSpace(strings.Join(parts[1+i:], ":"))
			break
		}
		if i == 0 {
			m.Line = number
		} else {
			m.Column = number + 1 // html/template counts bytes from 0
		}
	}
	lines := strings.Split(s.text, "\n")
	if m.Line > 0 && m.Line <= len(lines) {
		m.Quote = lines[m.Line-1]
	}
	return m
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

package content

import (
	"fmt"
	"strings"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Strings are a language's words for the interface, from strings.yaml, with
// the place of each.
type Strings map[string]Phrase

// Phrase is one of the interface's words. Text has its variables filled in.
type Phrase struct {
	Text string
	At   mistake.Position
	Line string // that At is on, as written
}

// ReadStrings reads a strings file: keys with texts, nothing nested.
func ReadStrings(file string, src []byte, vars Variables) (Strings, mistake.List) {
	root, doc := yamldoc.Parse(file, src, 1)
	found := Strings{}
	m, _ := root.Map()
	m.Each(func(key string, at mistake.Position, value yamldoc.Node) {
		if !value.Present() {
			return // left open by the translator
		}
		text, ok := value.Text()
		if !ok || strings.TrimSpace(text) == "" {
			return // "" is open as well
		}
		filled, unknown := vars.Fill(text)
		for _, name := range unknown {
			value.Wrong("unknown-variable", fmt.Sprintf("unknown variable %q", name), mistake.DidYouMean(name, vars.Names()))
		}
		found[key] = Phrase{filled, at, doc.Line(at)}
	})
	return found, doc.Mistakes()
}

package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"retake/generator/mistake"
)

// Files whose names say what they are: beside the folders of languages, and
// beside the pages of a language.
var (
	besideLanguages = []string{"checks.yaml", "measured.json", "examples.json", "shares.csv"}
	besidePages     = []string{"strings.yaml", "synonyms.yaml", "search-tests.yaml", "audit.yaml"}
)

// ofLanguage tells whether a file is part of the guide only when the folder
// that it lies in is a language's. Pages are not among these: they are known
// as documents.
func (e *entry) ofLanguage() bool {
	return e.tree != nil || path.Dir(e.path) == e.lang && slices.Contains(besidePages, path.Base(e.path))
}

// misplaced warns of a file that looks like a part of the guide, and is none
// by its name or place.
func (e *entry) misplaced() {
	if e.ofLanguage() {
		return // and other packages read it
	}
	hint := "Beside the folders of languages stand " + strings.Join(besideLanguages, ", ") + "."
	if right := e.rightPlace(); right != "" {
		hint = fmt.Sprintf("If it is part of the guide, call it %s.", strings.TrimSuffix(e.shown, e.path)+right)
	} else if !isYAML(e.path) {
		return
	}
	e.warn("nobody reads this file", hint)
}

func (e *entry) warn(text, hint string) {
	e.warnings = mistake.List{{Position: mistake.Position{File: e.shown}, Rule: "misplaced", Text: text, Hint: hint}}
}

// rightPlace is where a file would be read, as a path below the content
// folder; empty when its name does not tell.
func (e *entry) rightPlace() string {
	dir, name := path.Split(e.path)
	ending := path.Ext(name)
	bare := strings.TrimSuffix(strings.TrimSuffix(name, ending), ".md")
	named := mistake.Nearest(strings.TrimSuffix(name, ending)+strings.Replace(ending, ".yml", ".yaml", 1), slices.Concat(besideLanguages, besidePages))
	switch folder := strings.ToLower(path.Base(dir)); {
	case ending == ".markdown" || ending == ".mdown" || ending == ".txt":
		return cmp.Or(dir, "<lang>/") + bare + ".md"
	case ending == ".svg":
		return "drawings/" + name
	case isYAML(name) && (folder == "tree" || folder == "trees"):
		return path.Join(path.Dir(path.Clean(dir)), "trees", bare+".yaml")
	case slices.Contains(besideLanguages, named):
		return named
	case slices.Contains(besidePages, named) && dir != "":
		return path.Join(e.lang, named)
	case slices.Contains(besidePages, named):
		return path.Join("<lang>", named)
	case isYAML(name) && dir != "":
		return path.Join(e.lang, "trees", bare+".yaml")
	}
	return ""
}

func isYAML(name string) bool { return path.Ext(name) == ".yaml" || path.Ext(name) == ".yml" }

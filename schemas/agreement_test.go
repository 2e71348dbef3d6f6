package schemas_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"retake/generator/checks"
	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/tree"
	"retake/templates"
)

var day = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// verdict is what schema and program say of a document.
type verdict int

const (
	right     verdict = iota // both accept it
	wrong                    // both refuse it
	buildOnly                // it takes the program to see what is wrong
)

type document struct {
	says verdict
	text string
}

// parsers are the program's own readers, each for the files of a schema.
var parsers = map[string]func(t *testing.T, src string) mistake.List{
	"site": func(t *testing.T, src string) mistake.List {
		file := filepath.Join(t.TempDir(), "site.yaml")
		write(t, file, src)
		_, found, err := config.Load(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		return found
	},
	"page": func(t *testing.T, src string) mistake.List {
		_, found := readPage(t, src)
		return found
	},
	"tree": func(t *testing.T, src string) mistake.List {
		tr, found := tree.Parse("trees/t.yaml", []byte(src))
		if len(found) == 0 {
			found = append(tr.Prove(tree.Terms{}), tr.RunTests()...)
		}
		return found
	},
	"strings": func(t *testing.T, src string) mistake.List {
		english, err := templates.Files.ReadFile("strings/en.yaml")
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		write(t, filepath.Join(dir, "en", "_index.md"), "---\ntitle: Home\n---\n")
		write(t, filepath.Join(dir, "en", "strings.yaml"), src)
		return resolve(t, dir, map[string]content.Strings{"en": readStrings(t, english)})
	},
	"checks": func(t *testing.T, src string) mistake.List {
		_, found := checks.Parse("checks.yaml", []byte(src))
		return found
	},
	"measured": func(t *testing.T, src string) mistake.List {
		_, found := checks.ParseMeasured("measured.json", []byte(src))
		return found
	},
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func readStrings(t *testing.T, src []byte) content.Strings {
	t.Helper()
	words, found := content.ReadStrings("en.yaml", src, variables)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return words
}

var variables = content.Variables{"product": "Lamp"}

func readPage(t *testing.T, front string) (*content.Document, mistake.List) {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "en", "page.md"), "---\n"+front+"\n---\nText.\n")
	library, err := content.NewReader(dir, "content").Read(context.Background(), variables)
	if err != nil {
		t.Fatal(err)
	}
	return library.Documents[0], library.Mistakes
}

// resolve reads a content folder and makes the guide of it.
func resolve(t *testing.T, dir string, words map[string]content.Strings) mistake.List {
	t.Helper()
	library, err := content.NewReader(dir, "content").Read(context.Background(), variables)
	if err != nil {
		t.Fatal(err)
	}
	site := &config.Site{Languages: []config.Language{{Tag: "en"}}, Content: "content", Variables: variables}
	_, found := guide.New(guide.Source{Site: site, Library: library, Words: words, Date: day})
	return found
}

func TestSchemasAgreeWithTheProgram(t *testing.T) {
	for name, documents := range agreement {
		schema := compiled(t, name)
		for _, d := range documents {
			t.Run(name+"/"+strings.ReplaceAll(d.text, "\n", "|"), func(t *testing.T) {
				found := parsers[name](t, d.text)
				if (len(found) == 0) != (d.says == right) {
					t.Errorf("the program finds %v", found)
				}
				value, err := asData(d.text)
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(value); (err == nil) != (d.says != wrong) {
					t.Errorf("the schema says %v", err)
				}
			})
		}
	}
}

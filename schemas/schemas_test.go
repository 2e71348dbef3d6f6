package schemas_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"retake/generator/starter"
	"retake/schemas"
)

// compiled is a schema that documents are held against, formats included.
func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	src, err := schemas.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(name+schemas.Ending, document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + schemas.Ending)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asData is a YAML document as an editor sees it.
func asData(src string) (any, error) {
	var value any
	if err := yaml.Unmarshal([]byte(src), &value); err != nil {
		return nil, err
	}
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(text))
}

func frontMatter(page string) string {
	_, front, _ := strings.Cut(page, "---\n")
	front, _, _ = strings.Cut(front, "\n---\n")
	return front
}

// schemaOf says which schema a guide's file belongs to; none for others.
func schemaOf(name string) string {
	folder := filepath.Base(filepath.Dir(name))
	switch {
	case filepath.Base(name) == "site.yaml":
		return "site"
	case filepath.Base(name) == "strings.yaml":
		return "strings"
	case filepath.Base(name) == "checks.yaml":
		return "checks"
	case filepath.Base(name) == "measured.json":
		return "measured"
	case folder == "trees":
		return "tree"
	case filepath.Ext(name) == ".md" && filepath.Base(name) != "README.md":
		return "page"
	}
	return ""
}

func TestSchemasAcceptTheGuidesThatTheProgramHas(t *testing.T) {
	begun := t.TempDir()
	if _, err := starter.Write(begun, day); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(begun, "default", "content"), os.DirFS("../content")); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile("../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(begun, "default", "site.yaml"), settings, 0o600); err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	err = filepath.WalkDir(begun, func(file string, _ fs.DirEntry, err error) error {
		name := schemaOf(file)
		if err != nil || name == "" {
			return err
		}
		seen[name]++
		src, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		text := string(src)
		if name == "page" {
			text = frontMatter(text)
		}
		value, err := asData(text)
		if err != nil {
			return err
		}
		if err := compiled(t, name).Validate(value); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range schemas.Names {
		if seen[name] == 0 {
			t.Errorf("no guide has a file for the schema %q", name)
		}
	}
}

// node is the part of a schema that the tests below look at.
type node struct {
	Ref         string           `json:"$ref"`
	Type        any              `json:"type"`
	Title       string           `json:"title"`
	Description string           `json:"description"`
	Properties  map[string]*node `json:"properties"`
	Additional  json.RawMessage  `json:"additionalProperties"`
	Definitions map[string]*node `json:"definitions"`
}

func parsed(t *testing.T, name string) *node {
	t.Helper()
	src, err := schemas.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	var n node
	if err := json.Unmarshal(src, &n); err != nil {
		t.Fatal(err)
	}
	return &n
}

func TestEverySchemaExplainsEachKey(t *testing.T) {
	for _, name := range schemas.Names {
		root := parsed(t, name)
		if root.Title == "" || root.Description == "" {
			t.Errorf("%s has no title or description", name)
		}
		groups := map[string]*node{"": root}
		maps.Copy(groups, root.Definitions)
		for _, group := range slices.Sorted(maps.Keys(groups)) {
			for key, property := range groups[group].Properties {
				d := property.Description
				if len(d) < 12 || !strings.Contains(".?:…", lastRune(d)) && name != "strings" {
					t.Errorf("%s: %s %s has the description %q", name, group, key, d)
				}
			}
		}
	}
}

func lastRune(s string) string {
	runes := []rune(s)
	return string(runes[len(runes)-1:])
}

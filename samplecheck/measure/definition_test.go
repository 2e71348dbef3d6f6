package measure

import (
	"go/ast"
	"go/doc/comment"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// definition is what a file says of the measure in it.
type definition struct {
	name   string // as checks.yaml writes it
	file   string
	fields []string // that the value gives
	doc    string
}

// definitions reads all measures of the package from its source.
func definitions(t *testing.T) []definition {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var found []definition
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			declared, ok := d.(*ast.GenDecl)
			if !ok || declared.Tok != token.VAR {
				continue
			}
			for _, spec := range declared.Specs {
				for _, value := range spec.(*ast.ValueSpec).Values {
					if literal, ok := value.(*ast.CompositeLit); ok && isMeasure(literal) {
						found = append(found, newDefinition(literal, file, declared.Doc.Text()))
					}
				}
			}
		}
	}
	return found
}

func isMeasure(literal *ast.CompositeLit) bool {
	named, ok := literal.Type.(*ast.Ident)
	return ok && named.Name == "Measure"
}

func newDefinition(literal *ast.CompositeLit, file, doc string) definition {
	d := definition{file: file, doc: doc}
	for _, element := range literal.Elts {
		field := element.(*ast.KeyValueExpr)
		key := field.Key.(*ast.Ident).Name
		d.fields = append(d.fields, key)
		if text, ok := field.Value.(*ast.BasicLit); ok && key == "Name" {
			d.name, _ = strconv.Unquote(text.Value)
		}
	}
	return d
}

// missing is what a definition lacks of what it has to say, in its order.
func (d definition) missing() (parts []string) {
	for _, field := range []string{"Name", "Title", "Unit", "Worse", "Low", "High", "Version"} {
		if !slices.Contains(d.fields, field) {
			parts = append(parts, field)
		}
	}
	var blocks comment.Parser
	said := blocks.Parse(d.doc).Content
	for _, part := range []string{"Definition. ", d.name + " = ", "Should not react to: ", "Source: ", "Known failures: "} {
		at := slices.IndexFunc(said, func(b comment.Block) bool { return strings.HasPrefix(plain(b), part) })
		if at < 0 {
			parts = append(parts, strings.TrimSpace(part))
			continue
		}
		said = said[at+1:]
	}
	return parts
}

// plain is a paragraph's text, or that of a formula.
func plain(b comment.Block) string {
	switch b := b.(type) {
	case *comment.Code:
		return b.Text
	case *comment.Paragraph:
		for _, text := range b.Text {
			if first, ok := text.(comment.Plain); ok {
				return string(first)
			}
			break
		}
	}
	return ""
}

// A measure is defined where it is: in words and as a formula, with its unit,
// direction and range, what it should not react to, where it comes from and
// how it fails.
func TestEachMeasureIsOneFileWithItsWholeDefinition(t *testing.T) {
	written := map[string]bool{}
	for _, d := range definitions(t) {
		written[d.name] = true
		if want := strings.ReplaceAll(d.name, "-", "") + ".go"; d.file != want {
			t.Errorf("%s is in %s, not in %s", d.name, d.file, want)
		}
		if missing := d.missing(); len(missing) > 0 {
			t.Errorf("%s: the definition of %s lacks, or has out of order: %s", d.file, d.name, strings.Join(missing, ", "))
		}
	}
	for _, m := range All() {
		if !written[m.Name] {
			t.Errorf("no file defines %s", m.Name)
		}
		delete(written, m.Name)
	}
	for name := range written {
		t.Errorf("%s is defined and not among All", name)
	}
}

func TestADefinitionThatLacksAPartIsSeen(t *testing.T) {
	whole := definition{
		name:   "shade",
		fields: []string{"Name", "Title", "Unit", "Worse", "Low", "High", "Version"},
		doc:    "shade is dark.\n\nDefinition. The mean.\n\n\tshade = Σ Y / n\n\nShould not react to: blur.\n\nSource: ours.\n\nKnown failures: night.\n",
	}
	if missing := whole.missing(); len(missing) > 0 {
		t.Fatalf("a whole definition lacks %v", missing)
	}
	for _, part := range []string{"Definition. The mean.\n\n", "\tshade = Σ Y / n\n\n", "Should not react to: blur.\n\n", "Source: ours.\n\n", "Known failures: night.\n"} {
		d := whole
		d.doc = strings.Replace(whole.doc, part, "", 1)
		if missing := d.missing(); len(missing) != 1 || !strings.HasPrefix(strings.TrimSpace(part), missing[0]) {
			t.Errorf("without %q it lacks %v", part, missing)
		}
	}
	for i, field := range whole.fields {
		d := whole
		d.fields = slices.Delete(slices.Clone(whole.fields), i, i+1)
		if missing := d.missing(); !slices.Equal(missing, []string{field}) {
			t.Errorf("without %s it lacks %v", field, missing)
		}
	}
}

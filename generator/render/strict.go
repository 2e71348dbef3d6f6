package render

import (
	"regexp"
	"slices"

	"github.com/tdewolff/parse/v2/js"

	"retake/generator/mistake"
)

// strict finds old forms that browsers refuse in modules, as which all scripts
// are published, and that the parser lets pass.
func (s source) strict(file *js.AST) mistake.List {
	old := oldForms{source: s}
	js.Walk(&old, file)
	return old.wrong
}

// oldForms visits a script.
type oldForms struct {
	source
	wrong mistake.List
}

// reserved are words that modules keep for later.
var reserved = []string{"implements", "interface", "let", "package", "private", "protected", "public", "static", "yield"}

// oldEscape is a number behind a backslash: only \0 alone is left of these.
var oldEscape = regexp.MustCompile(`^(?:[^\\]|\\[^0-9]|\\0(?:[^0-9]|$))*\\(?:[1-9]|0[0-9])`)

// Enter looks at one node.
func (o *oldForms) Enter(n js.INode) js.IVisitor {
	switch n := n.(type) {
	case *js.WithStmt:
		o.add(`\bwith\s*\(`, "modules have no with")
	case *js.UnaryExpr:
		if v, ok := n.X.(*js.Var); ok && n.Op == js.DeleteToken {
			o.add(`\bdelete\s+`+regexp.QuoteMeta(v.String()), "modules cannot delete a name")
		}
	case *js.Var:
		if name := string(n.Data); slices.Contains(reserved, name) {
			o.add(`\b`+name+`\b`, name+" is no name in modules")
		}
	case *js.LiteralExpr:
		if text := string(n.Data); n.TokenType == js.StringToken && oldEscape.MatchString(text) {
			o.add(regexp.QuoteMeta(text), `modules have no escapes like \1 or \012: write \x0a`)
		}
	}
	return o
}

// Exit is for visitors that come back.
func (*oldForms) Exit(js.INode) {}

// add adds a mistake where a pattern first matches: the parser does not say
// where a form stands.
func (o *oldForms) add(pattern, text string) {
	row, column := 1, 1
	if at := regexp.MustCompile(pattern).FindStringIndex(o.text); at != nil {
		row, column = o.place(at[0])
	}
	if m := o.at(row, column, "this script cannot be used: "+text); !slices.Contains(o.wrong, m) {
		o.wrong = append(o.wrong, m)
	}
}

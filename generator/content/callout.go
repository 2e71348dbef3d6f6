package content

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A callout is a block quotation whose first line names it, the way forges
// write them:
//
//	> [!WARNING]
//	> Never send your document by chat.
type callout struct {
	ast.BaseBlock
	name string
}

var kindCallout = ast.NewNodeKind("Callout")

func (*callout) Kind() ast.NodeKind { return kindCallout }

func (n *callout) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"name": n.name}, nil)
}

// callouts is the transformer that finds them.
type callouts struct{}

func (callouts) Transform(root *ast.Document, reader text.Reader, _ parser.Context) {
	var found []*ast.Blockquote
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if quote, ok := n.(*ast.Blockquote); ok && entering && firstLineName(quote, reader.Source()) != "" {
			found = append(found, quote)
		}
		return ast.WalkContinue, nil
	})
	for _, quote := range found {
		replaceQuote(quote, reader.Source())
	}
}

func firstLineName(quote *ast.Blockquote, source []byte) string {
	p, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return ""
	}
	first := p.Lines().At(0)
	if name := calloutName(string(first.Value(source))); slices.Contains(calloutNames, name) {
		return name
	}
	return ""
}

func replaceQuote(quote *ast.Blockquote, source []byte) {
	note := &callout{name: firstLineName(quote, source)}
	note.SetPos(quote.Pos())
	dropFirstLine(quote.FirstChild().(*ast.Paragraph))
	for child := quote.FirstChild(); child != nil; {
		next := child.NextSibling()
		quote.RemoveChild(quote, child)
		if child.Kind() != ast.KindParagraph || child.HasChildren() {
			note.AppendChild(note, child)
		}
		child = next
	}
	quote.Parent().ReplaceChild(quote.Parent(), quote, note)
}

// dropFirstLine takes away a paragraph's inline nodes up to and with the
// first line break: the callout's name.
func dropFirstLine(p *ast.Paragraph) {
	for child := p.FirstChild(); child != nil; {
		next := child.NextSibling()
		t, ok := child.(*ast.Text)
		p.RemoveChild(p, child)
		if ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			return
		}
		child = next
	}
}

func renderCallout(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		name := n.(*callout).name
		_, _ = w.WriteString(`<div class="callout callout-` + name + `" role="note"><p class="callout-title">` + wordSlot("callout_"+name) + "</p>\n")
	} else {
		_, _ = w.WriteString("</div>\n")
	}
	return ast.WalkContinue, nil
}

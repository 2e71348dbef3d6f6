package content

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// find looks for the written target of a link or picture: after "](" behind
// its text, or in its definition. The span is empty when it is not found.
func (c *collector) find(n ast.Node, written []byte) span {
	if len(written) == 0 {
		return span{}
	}
	if label := referenceLabel(n); label != "" {
		return c.definition(label)
	}
	from := c.endOfText(n)
	open := bytes.Index(c.src[from:], []byte("]("))
	if open < 0 || open > 64 {
		return span{}
	}
	return c.spanOf(written, from+open, 8)
}

// spanOf finds what is written at most some bytes behind an offset.
func (c *collector) spanOf(written []byte, from, within int) span {
	at := bytes.Index(c.src[from:], written)
	if at < 0 || at > within {
		return span{}
	}
	start := c.d.bodyAt + from + at
	return span{start, start + len(written)}
}

func referenceLabel(n ast.Node) string {
	var reference *ast.ReferenceLink
	switch v := n.(type) {
	case *ast.Link:
		reference = v.Reference
	case *ast.Image:
		reference = v.Reference
	}
	if reference == nil {
		return ""
	}
	return util.ToLinkReference(reference.Value)
}

// endOfText is where a link's text ends, pictures in it included.
func (c *collector) endOfText(n ast.Node) int {
	from := max(n.Pos(), 0)
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch v := child.(type) {
		case *ast.Text:
			from = max(from, v.Segment.Stop)
		case *ast.Image:
			from = max(from, c.find(v, v.Destination).to-c.d.bodyAt)
		default:
			from = max(from, c.endOfText(child))
		}
	}
	return from
}

// definition is where the target of a reference link is written.
func (c *collector) definition(label string) span {
	if c.definitions == nil {
		c.definitions = map[string]span{}
		_ = ast.Walk(c.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if d, ok := n.(*ast.LinkReferenceDefinition); ok && entering {
				c.define(d)
			}
			return ast.WalkContinue, nil
		})
	}
	return c.definitions[label]
}

// define notes a definition, [label]: target; of two the first counts.
func (c *collector) define(d *ast.LinkReferenceDefinition) {
	label := util.ToLinkReference(d.Label)
	if _, twice := c.definitions[label]; twice || len(d.Destination) == 0 {
		return
	}
	from := min(max(d.Pos(), 0)+len(d.Label), len(c.src))
	if open := bytes.Index(c.src[from:], []byte("]:")); open >= 0 {
		c.definitions[label] = c.spanOf(d.Destination, from+open, 64)
	}
}

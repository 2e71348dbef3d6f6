package content

import (
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// markdown is CommonMark with tables, footnotes and definition lists, and
// with the guide's own way to write links, pictures, headings, callouts,
// steps, tables and code. It is safe for concurrent use.
var markdown = goldmark.New(
	goldmark.WithParserOptions(
		parser.WithAttribute(),
		parser.WithASTTransformers(util.Prioritized(callouts{}, 500)),
	),
	goldmark.WithExtensions(
		extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignNone)),
		extension.NewFootnote(extension.WithFootnoteIDPrefix(idSlot), extension.WithFootnoteBacklinkHTML("↩&#xfe0e;")),
		extension.DefinitionList,
	),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(guideRenderer{}, 100))),
)

// footnoteMark divides the rendered body from its footnotes.
const footnoteMark = "\x00f\x00"

// guideRenderer renders what goldmark's own renderers do not, or otherwise.
type guideRenderer struct{}

func (guideRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHeading, renderHeading)
	reg.Register(ast.KindLink, renderLink)
	reg.Register(ast.KindAutoLink, renderAutoLink)
	reg.Register(ast.KindImage, renderImage)
	reg.Register(ast.KindParagraph, renderParagraph)
	reg.Register(ast.KindList, renderList)
	reg.Register(ast.KindFencedCodeBlock, renderCode)
	reg.Register(ast.KindCodeBlock, renderCode)
	reg.Register(ast.KindHTMLBlock, renderNothing)
	reg.Register(ast.KindRawHTML, renderNothing)
	reg.Register(east.KindTable, renderTable)
	reg.Register(east.KindTableHeader, renderTableHeader)
	reg.Register(east.KindFootnoteList, renderFootnotes)
	reg.Register(kindCallout, renderCallout)
}

func renderHeading(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	h := n.(*ast.Heading)
	if !entering {
		fmt.Fprintf(w, "</h%d>\n", h.Level)
		return ast.WalkContinue, nil
	}
	if h.Level == 2 && h.Parent().Kind() == ast.KindDocument {
		_, _ = w.WriteString(sectionMark)
	}
	id, _ := h.AttributeString("id")
	name, _ := id.([]byte)
	fmt.Fprintf(w, `<h%d id="%s%s">`, h.Level, idSlot, html.EscapeString(string(name)))
	return ast.WalkContinue, nil
}

func slotOf(n ast.Node) int {
	i, _ := n.AttributeString("slot")
	number, _ := i.(int)
	return number
}

func renderLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<a href="` + slot(slotHref, slotOf(n)) + `">`)
	} else {
		_, _ = w.WriteString("</a>" + slot(slotAfter, slotOf(n)))
	}
	return ast.WalkContinue, nil
}

func renderAutoLink(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		label := html.EscapeString(string(n.(*ast.AutoLink).Label(source)))
		_, _ = w.WriteString(`<a href="` + slot(slotHref, slotOf(n)) + `">` + label + "</a>")
	}
	return ast.WalkContinue, nil
}

func renderImage(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(slot(slotImage, slotOf(n)))
	}
	return ast.WalkSkipChildren, nil
}

// renderParagraph leaves the tags away around a picture that stands alone,
// because a figure may not stand in a paragraph.
func renderParagraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	figure := n.ChildCount() == 1 && n.FirstChild().Kind() == ast.KindImage
	switch {
	case figure && entering:
	case figure:
		_ = w.WriteByte('\n')
	case entering:
		_, _ = w.WriteString("<p>")
	default:
		_, _ = w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

// renderList marks numbered lists as steps: in a guide that is what they are.
func renderList(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	list := n.(*ast.List)
	switch {
	case !list.IsOrdered() && entering:
		_, _ = w.WriteString("<ul>\n")
	case !list.IsOrdered():
		_, _ = w.WriteString("</ul>\n")
	case !entering:
		_, _ = w.WriteString("</ol>\n")
	case list.Start > 1:
		fmt.Fprintf(w, "<ol class=\"steps\" start=\"%d\">\n", list.Start)
	default:
		_, _ = w.WriteString("<ol class=\"steps\">\n")
	}
	return ast.WalkContinue, nil
}

// renderCode makes the block focusable, since it may scroll sideways.
func renderCode(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	class := ""
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		if lang := fenced.Language(source); len(lang) > 0 {
			class = ` class="language-` + html.EscapeString(string(lang)) + `"`
		}
	}
	_, _ = w.WriteString(`<pre tabindex="0"><code` + class + `>`)
	_, _ = w.WriteString(html.EscapeString(string(n.Lines().Value(source))))
	_, _ = w.WriteString("</code></pre>\n")
	return ast.WalkSkipChildren, nil
}

func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// renderTable puts the table in a group that scrolls by itself, so that a
// wide one does not widen the page on a phone. It is no region: those are
// landmarks, and have to have different names on one page.
func renderTable(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		alignCells(n)
		_, _ = w.WriteString(`<div class="table" tabindex="0" role="group" aria-label="` + wordSlot("table") + "\">\n<table>\n")
	} else {
		_, _ = w.WriteString("</table>\n</div>\n")
	}
	return ast.WalkContinue, nil
}

// alignCells gives cells a class for their column's alignment, because the
// site allows no inline style.
func alignCells(table ast.Node) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if c, ok := cell.(*east.TableCell); ok && c.Alignment != east.AlignNone {
				cell.SetAttributeString("class", []byte(c.Alignment.String()))
			}
		}
	}
}

// renderTableHeader makes each header cell say that it heads a column.
func renderTableHeader(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</tr>\n</thead>\n")
		if n.NextSibling() != nil {
			_, _ = w.WriteString("<tbody>\n") // the last row closes it
		}
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString("<thead>\n<tr>\n")
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		cell.SetAttributeString("scope", []byte("col"))
	}
	return ast.WalkContinue, nil
}

func renderFootnotes(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(footnoteMark + `<section class="footnotes" role="doc-endnotes" aria-label="` + wordSlot("footnotes") + "\">\n<ol>\n")
	} else {
		_, _ = w.WriteString("</ol>\n</section>\n")
	}
	return ast.WalkContinue, nil
}

// calloutNames are the kinds of callout, as forges write them.
var calloutNames = []string{"note", "tip", "important", "warning", "caution"}

func calloutName(line string) string {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "[!") || !strings.HasSuffix(line, "]") {
		return ""
	}
	return strings.ToLower(line[2 : len(line)-1])
}

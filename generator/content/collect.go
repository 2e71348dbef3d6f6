package content

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"
)

// collector walks a parsed body once: it reports what may not be published,
// numbers links and pictures for their places in the fragment, gives ids to
// headings, and gathers the plain words of each section.
type collector struct {
	d        *Document
	vars     Variables
	src      []byte
	links    []Link
	images   []Image
	headings []Heading
	ids      map[string]bool
	texts    []string

	root        ast.Node
	definitions map[string]span // of reference links, by label; nil until asked for
}

func (c *collector) collect(root ast.Node) {
	c.texts, c.root = []string{""}, root
	c.explicitIDs(root)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			c.visit(n)
		}
		return ast.WalkContinue, nil
	})
}

func (c *collector) visit(n ast.Node) {
	switch v := n.(type) {
	case *ast.Heading:
		c.heading(v)
	case *ast.Link:
		c.link(v, c.target(v.Destination), v.Destination)
	case *ast.AutoLink:
		c.autoLink(v)
	case *ast.Image:
		c.image(v)
	case *ast.HTMLBlock:
		markup := v.Lines().Value(c.src)
		if v.HasClosure() {
			markup = slices.Concat(markup, v.ClosureLine.Value(c.src))
		}
		c.rawHTML(v, markup)
	case *ast.RawHTML:
		c.rawHTML(v, v.Segments.Value(c.src))
	}
	if n.Type() == ast.TypeBlock && n.Kind() != ast.KindHeading && holdsText(n) {
		c.addText(c.plain(n))
	}
}

// holdsText tells whether a block has words of its own, not only in blocks
// below it.
func holdsText(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, east.KindTableCell, east.KindDefinitionTerm:
		return true
	}
	return false
}

func (c *collector) addText(line string) {
	if line = strings.TrimSpace(line); line != "" {
		last := &c.texts[len(c.texts)-1]
		if *last != "" {
			*last += "\n"
		}
		*last += line
	}
}

// offset is a node's place in the file. Blocks without a place of their own
// stand where their first line does.
func (c *collector) offset(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := n.Pos(); at >= 0 {
			return c.d.bodyAt + at
		}
	}
	return c.d.bodyAt
}

func (c *collector) wrong(n ast.Node, rule, text, hint string) {
	c.d.wrong(c.offset(n), rule, text, hint)
}

// explicitIDs claims the ids that the writer gave before any is made up.
func (c *collector) explicitIDs(root ast.Node) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		id, ok := n.AttributeString("id")
		if n.Kind() != ast.KindHeading || !ok {
			continue
		}
		name, ok := id.([]byte)
		c.explicitID(n, string(name), ok)
	}
}

// idPattern is what an id may be: what [collector.freeID] makes, and
// underscores.
var idPattern = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*$`)

func (c *collector) explicitID(n ast.Node, id string, text bool) {
	switch {
	case !text || !idPattern.MatchString(id):
		c.wrong(n, "bad-id", "this heading's id cannot be used in an address", "Write letters, digits and hyphens: ## Heading {#my-heading}.")
	case ownID(id):
		c.wrong(n, "duplicate-id", fmt.Sprintf("the id %q is the page's own", id), "Choose another one.")
	case c.ids[id]:
		c.wrong(n, "duplicate-id", fmt.Sprintf("the id %q is taken by an earlier heading", id), "Give each heading of a page its own id.")
	}
	c.ids[id] = true
}

// ownIDs are those that pages use around their text, also where a tree ends
// on it and when somebody searches.
var ownIDs = []string{"main", "q", "q-label", "found", "contents", "further", "measured", "strip", "trees", "given", "or"}

// ownPrefixes begin the ids of the folders on a home page, of what a search
// finds, and of the answers that led somewhere.
var ownPrefixes = []string{"folder-", "found-", "given-"}

// ownID tells whether a page uses an id itself.
func ownID(id string) bool { return slices.Contains(ownIDs, id) || beginsAsOwn(id) }

func beginsAsOwn(id string) bool {
	return slices.ContainsFunc(ownPrefixes, func(prefix string) bool { return strings.HasPrefix(id, prefix) })
}

func (c *collector) heading(h *ast.Heading) {
	title := strings.TrimSpace(c.plain(h))
	for _, a := range h.Attributes() {
		if string(a.Name) != "id" {
			c.wrong(h, "unknown-attribute", fmt.Sprintf("a heading cannot have %q", a.Name), "Only an id can be given: ## Heading {#id}.")
		}
	}
	given, _ := h.AttributeString("id")
	id, ok := given.([]byte)
	if !ok {
		id = []byte(c.freeID(title))
		h.SetAttributeString("id", id)
	}
	c.level(h)
	c.headings = append(c.headings, Heading{h.Level, string(id), title, bytes.LastIndexByte(c.d.prepared[:c.offset(h)], '\n') + 1})
	if h.Level == 2 && h.Parent().Kind() == ast.KindDocument {
		c.texts = append(c.texts, "")
	}
}

func (c *collector) level(h *ast.Heading) {
	before := 1
	if len(c.headings) > 0 {
		before = c.headings[len(c.headings)-1].Level
	}
	switch {
	case h.Level == 1:
		c.wrong(h, "heading-level", "the page's title is its only first-level heading", "Use ## here.")
	case h.Level > before+1:
		c.wrong(h, "heading-level", fmt.Sprintf("this heading skips a level, from %d to %d", before, h.Level), "Readers who listen to the page move by levels: use "+strings.Repeat("#", before+1)+" here.")
	case h.Parent().Kind() != ast.KindDocument:
		c.wrong(h, "heading-level", "a heading cannot stand inside a list or quotation", "")
	}
}

// freeID makes an id of a title: its letters and digits in lower case, in
// any script, joined by hyphens, with a number when it is taken.
func (c *collector) freeID(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(title)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	base := strings.Trim(b.String(), "-")
	if base == "" || beginsAsOwn(base) {
		base = strings.TrimSuffix("section-"+base, "-")
	}
	if (c.ids[base] || ownID(base)) && beginsAsOwn(base+"-") {
		base = "section-" + base // a number behind it would give another of the page's own
	}
	id := base
	for n := 2; c.ids[id] || ownID(id); n++ {
		id = fmt.Sprintf("%s-%d", base, n)
	}
	c.ids[id] = true
	return id
}

var comment = regexp.MustCompile(`(?s)<!--.*?-->`)

func (c *collector) rawHTML(n ast.Node, markup []byte) {
	if len(bytes.TrimSpace(comment.ReplaceAll(markup, nil))) == 0 {
		return // a comment is for other writers; it is not published
	}
	c.wrong(n, "raw-html", "raw HTML is not published", `Write it as Markdown, or as text: \<b>.`)
}

// target is a link's target or a title as the writer means it.
func (c *collector) target(written []byte) string {
	return c.vars.fillPlain(string(unescape(written)))
}

func (c *collector) link(n ast.Node, target string, written []byte) {
	span := c.find(n, written)
	offset := c.offset(n)
	if span.to > 0 {
		offset = span.from
	}
	if reason := unsafeTarget(target); reason != "" {
		c.d.wrong(offset, "unsafe-link", reason, "Link to a page of the guide, or to an address that starts with https:, http:, mailto: or tel:.")
	}
	n.SetAttributeString("slot", len(c.links))
	label := strings.TrimSpace(c.plain(n))
	if target == "" {
		c.wrong(n, "empty-link", "this link leads nowhere", "Write a page's path or an address between the round brackets.")
	}
	if label == "" && n.Kind() == ast.KindLink && !holdsImage(n) {
		c.wrong(n, "empty-link", "this link has no words", "Write what the link leads to between the square brackets.")
	}
	c.links = append(c.links, Link{Target: target, Offset: offset, Text: label, span: span})
}

func holdsImage(n ast.Node) bool {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if child.Kind() == ast.KindImage {
			return true
		}
	}
	return false
}

func (c *collector) autoLink(n *ast.AutoLink) {
	target := c.vars.fillPlain(string(n.URL(c.src)))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(target, "mailto:") {
		target = "mailto:" + target
	}
	c.link(n, target, nil)
}

func (c *collector) image(n *ast.Image) {
	span := c.find(n, n.Destination)
	offset := c.offset(n)
	if span.to > 0 {
		offset = span.from
	}
	alt := strings.TrimSpace(c.plain(n))
	if alt == "" {
		c.wrong(n, "missing-alt", "this picture has no words for people who cannot see it", "Say between the square brackets what it shows.")
	}
	parent := n.Parent()
	figure := parent.Kind() == ast.KindParagraph && parent.ChildCount() == 1
	n.SetAttributeString("slot", len(c.images))
	c.images = append(c.images, Image{
		Target: c.target(n.Destination), Alt: alt, Caption: c.target(n.Title),
		Figure: figure, Offset: offset, span: span,
	})
}

var safeSchemes = []string{"http", "https", "mailto", "tel"}

// unsafeTarget says why a link's target may not be published; empty when it
// may. Browsers ignore blanks and control characters inside a scheme, so
// these are refused as well.
func unsafeTarget(target string) string {
	if strings.ContainsFunc(target, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return "this address has control characters in it"
	}
	u, err := url.Parse(target)
	if err != nil {
		return fmt.Sprintf("%q is not an address", target)
	}
	scheme := strings.ToLower(u.Scheme)
	for _, safe := range safeSchemes {
		if scheme == safe {
			return ""
		}
	}
	switch {
	case scheme != "":
		return fmt.Sprintf("links to %s: are not published", scheme)
	case strings.HasPrefix(target, "//"):
		return "an address without its scheme is not published"
	case strings.HasPrefix(target, "/"):
		return fmt.Sprintf("%q does not say which page it means", target)
	}
	return ""
}

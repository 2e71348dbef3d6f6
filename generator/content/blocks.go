package content

import (
	"bytes"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// BlockKind says what a block is.
type BlockKind int

// The kinds of block. A step is an item of a numbered list, a term is what a
// definition list explains.
const (
	ParagraphBlock BlockKind = iota
	HeadingBlock
	ItemBlock
	StepBlock
	CellBlock
	TermBlock
)

// Block is a piece of a page's text that is read as one. Code blocks are none.
type Block struct {
	Kind    BlockKind
	Section string // id of the second-level heading that it stands under; "" before the first
	Text    string // plain words, variables filled in
	Names   []Span // parts of Text that are code or the value of a variable
	Links   []Span // parts of Text that are the words of a link
	Strong  Span   // the part of Text that begins it in bold
	pieces  []piece
}

// Span is a part of a text, in bytes.
type Span struct{ From, To int }

// piece is a part of a block's text that is written in one place. Inside of
// it offsets differ only by what is escaped, and by nothing when none is.
type piece struct{ text, source, end int }

// Offset is where in the file a byte of the block's text is written.
func (b *Block) Offset(at int) int {
	i := sort.Search(len(b.pieces), func(i int) bool { return b.pieces[i].text > at }) - 1
	if i < 0 {
		return 0
	}
	p := b.pieces[i]
	return min(p.source+at-p.text, p.end)
}

// Blocks are the pieces of a page's text, in order. They are not kept: a
// build has no need of them.
func (d *Document) Blocks(vars Variables) []Block {
	src := d.prepared[d.bodyAt:]
	r := &blockReader{d: d, vars: vars, src: src}
	_ = ast.Walk(markdown.Parser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock || n.Kind() != ast.KindHeading && !holdsText(n) {
			return ast.WalkContinue, nil
		}
		r.block(n)
		return ast.WalkSkipChildren, nil
	})
	return r.blocks
}

type blockReader struct {
	d       *Document
	vars    Variables
	src     []byte
	section string
	blocks  []Block
	text    strings.Builder
}

func (r *blockReader) block(n ast.Node) {
	b := Block{Kind: blockKind(n)}
	if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
		if id, given := h.AttributeString("id"); given {
			name, _ := id.([]byte)
			r.section = string(name)
		} else {
			r.section = ""
		}
	}
	b.Section = r.section
	r.text.Reset()
	r.inline(&b, n)
	b.Text = r.text.String()
	if strings.TrimSpace(b.Text) != "" {
		r.blocks = append(r.blocks, b)
	}
}

func blockKind(n ast.Node) BlockKind {
	switch n.Kind() {
	case ast.KindHeading:
		return HeadingBlock
	case east.KindTableCell:
		return CellBlock
	case east.KindDefinitionTerm:
		return TermBlock
	}
	item, ok := n.Parent().(*ast.ListItem)
	switch {
	case !ok || n.PreviousSibling() != nil:
		return ParagraphBlock
	case item.Parent().(*ast.List).IsOrdered():
		return StepBlock
	}
	return ItemBlock
}

// inline gathers the words below a node.
func (r *blockReader) inline(b *Block, n ast.Node) {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		from := r.text.Len()
		switch v := child.(type) {
		case *ast.Text:
			r.write(b, v.Segment.Value(r.src), v.Segment.Start, v.IsRaw() || n.Kind() == ast.KindCodeSpan)
			if v.SoftLineBreak() || v.HardLineBreak() {
				r.text.WriteByte(' ')
			}
		case *ast.String:
			r.text.Write(v.Value)
		case *ast.AutoLink:
			r.text.Write(v.Label(r.src))
			b.Names = append(b.Names, Span{from, r.text.Len()})
		case *ast.CodeSpan:
			r.inline(b, v)
			b.Names = append(b.Names, Span{from, r.text.Len()})
		case *ast.Image, *ast.RawHTML, *east.FootnoteLink:
		default:
			r.inline(b, v)
			switch v := v.(type) {
			case *ast.Link:
				b.Links = append(b.Links, Span{from, r.text.Len()})
			case *ast.Emphasis:
				if v.Level == 2 && from == 0 {
					b.Strong = Span{0, r.text.Len()}
				}
			}
		}
	}
}

// write adds words as they are written, with their variables filled in.
func (r *blockReader) write(b *Block, written []byte, at int, raw bool) {
	for len(written) > 0 {
		plain, rest, found := bytes.Cut(written, []byte(openMark))
		r.piece(b, plain, at, raw)
		if !found {
			return
		}
		name, after, _ := bytes.Cut(rest, []byte(closeMark))
		from := r.text.Len()
		at += len(plain)
		b.pieces = append(b.pieces, piece{from, r.d.bodyAt + at, r.d.bodyAt + at})
		r.text.WriteString(printable(r.vars[strings.Trim(string(name), "-")]))
		b.Names = append(b.Names, Span{from, r.text.Len()})
		at += len(openMark) + len(name) + len(closeMark)
		written = after
	}
}

func (r *blockReader) piece(b *Block, written []byte, at int, raw bool) {
	if len(written) == 0 {
		return
	}
	b.pieces = append(b.pieces, piece{r.text.Len(), r.d.bodyAt + at, r.d.bodyAt + at + len(written) - 1})
	if !raw {
		written = unescape(written)
	}
	r.text.WriteString(unescapeBraces(string(written)))
}

package tree

import (
	"bytes"
	"fmt"
	"html"
	"strings"
	"unicode"
)

// Writing is how a drawing is written.
type Writing struct {
	ID          string // begins the ids in the drawing, which must be unique on a page; empty: "tree"
	Description string // for those who cannot see it; empty: the tree's summary
	Alone       bool   // for a file of its own, with its colours; on a page, [Style] goes into the page's style sheet
}

// SVG writes the drawing. Links stay links, so a drawing with links is a
// group to assistive software, and one without is a picture.
func (l Layout) SVG(w Writing) []byte {
	p := &pen{layout: l}
	id := escape(or(w.ID, "tree"))
	p.f(`<svg xmlns="http://www.w3.org/2000/svg" class="t-drawing" viewBox="0 0 %d %d" width="%[1]d" height="%[2]d" role="%s" aria-labelledby="%s-title %[4]s-desc"%s>`,
		l.Width, l.Height, p.role(), id, direction(l.look.RightToLeft))
	p.f(`<title id="%s-title">%s</title><desc id="%[1]s-desc">%[3]s</desc>`+"\n", id, escape(l.tree.Title), escape(or(w.Description, l.tree.Summary)))
	if w.Alone {
		p.f("<style>%s%s</style>\n"+`<rect class="t-page" width="%d" height="%d"/>`+"\n", scheme, Style, l.Width, l.Height)
	}
	p.lines()
	for _, c := range l.Cards {
		p.card(c)
	}
	p.f("</svg>\n")
	return p.Bytes()
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func direction(rightToLeft bool) string {
	if rightToLeft {
		return ` direction="rtl"`
	}
	return ""
}

type pen struct {
	bytes.Buffer
	layout Layout
}

func (p *pen) f(format string, values ...any) { fmt.Fprintf(p, format, values...) }

func (p *pen) role() string {
	for _, c := range p.layout.Cards {
		if p.address(Choice{c.Question, nil}) != "" {
			return "group"
		}
		for _, r := range c.Rows {
			if len(r.Ends) > 0 && p.address(Choice{c.Question, r.Answer}) != "" {
				return "group"
			}
		}
	}
	return "img"
}

func (p *pen) address(c Choice) string {
	if p.layout.look.Address == nil {
		return ""
	}
	return p.layout.look.Address(c)
}

// lines draws every line as a curve through its gap, level at both ends.
func (p *pen) lines() {
	p.f(`<g class="t-edges" aria-hidden="true">` + "\n")
	for _, n := range p.layout.Lines {
		half := (n.ToX - n.FromX) / 2
		tip := n.ToX
		if n.Arrow {
			tip -= sign(half) * 6
		}
		p.f(`<path class="t-edge" d="M%d %dC%d %[2]d %[3]d %[4]d %[5]d %[4]d`, n.FromX, n.FromY, n.FromX+half, n.ToY, tip)
		if n.EndX != n.ToX {
			p.f("H%d", n.EndX)
		}
		p.f(`"/>` + "\n")
		if n.Arrow {
			p.f(`<path class="t-arrow" d="M%d %dl%d -5v10z"/>`+"\n", n.ToX-sign(half), n.ToY, -sign(half)*8)
		}
	}
	p.f("</g>\n")
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

func (p *pen) card(c Card) {
	p.f(`<g class="t-node t-question%s">`+"\n", bad(c.Bad))
	p.f(`<rect class="t-card" x="%d" y="%d" width="%d" height="%d" rx="10"/>`+"\n", c.X, c.Y, c.Width, c.Height)
	p.link(Choice{c.Question, nil}, func() {
		p.text("t-ask", c.Box, c.Ask, askSize, c.Y+padding-1+askSize, askLine, padding)
	})
	if c.Bad {
		p.mark(c.Box, c.Y)
	}
	for _, r := range c.Rows {
		p.row(c, r)
	}
	p.f("</g>\n")
}

func (p *pen) row(c Card, r Row) {
	p.f(`<g class="t-answer%s">`, bad(r.Bad))
	p.f(`<path class="t-rule" d="M%d %dh%d"/>`+"\n", r.X+2, r.Y, r.Width-4)
	p.text("t-label", r.Box, r.Say, saySize, r.Y+rowPadding+saySize, sayLine, padding)
	if r.Bad {
		p.mark(r.Box, r.Y+rowPadding+sayLine/2)
	}
	if r.Leads {
		p.f(`<circle class="t-port" cx="%d" cy="%d" r="4"/>`+"\n", p.far(r.Box, 0), r.Y+rowPadding+sayLine/2)
	}
	if len(r.Ends) > 0 {
		p.link(Choice{c.Question, r.Answer}, func() { p.outcome(r) })
	}
	p.f("</g>\n")
}

func (p *pen) outcome(r Row) {
	o := r.Outcome
	p.f(`<g class="t-node t-outcome"><rect class="t-end" x="%d" y="%d" width="%d" height="%d" rx="6"/>`+"\n", o.X, o.Y, o.Width, o.Height)
	y := o.Y + endPadding + endSize
	p.text("t-page-name", o, r.Ends, endSize, y, endLine, 10)
	if len(r.Or) > 0 {
		p.text("t-second", o, r.Or, endSize, y+endLine*len(r.Ends)+endPadding, endLine, 10)
	}
	p.f("</g>\n")
}

// mark draws a sign on the far edge of a box that does not rely on colour.
func (p *pen) mark(b Box, y int) {
	x := p.far(b, 0)
	p.f(`<g class="t-mark"><circle cx="%d" cy="%d" r="9"/><path d="M%[1]d %[3]dv5m0 3.5v.5"/></g>`+"\n", x, y, y-5)
}

// near and far are places at the edges of a box, in the direction of reading.
func (p *pen) near(b Box, inset int) int {
	if p.layout.look.RightToLeft {
		return b.X + b.Width - inset
	}
	return b.X + inset
}

func (p *pen) far(b Box, inset int) int {
	if p.layout.look.RightToLeft {
		return b.X + inset
	}
	return b.X + b.Width - inset
}

// text writes lines; the first has its foot at y.
func (p *pen) text(class string, b Box, lines []string, size, y, height, inset int) {
	if len(lines) == 0 {
		return
	}
	p.f(`<text class="%s" font-size="%d">`, class, size)
	for i, line := range lines {
		if i > 0 {
			p.f(" ") // parts the words of two lines for who reads or copies them
		}
		p.f(`<tspan x="%d" y="%d">%s</tspan>`, p.near(b, inset), y+i*height, escape(line))
	}
	p.f("</text>\n")
}

func (p *pen) link(c Choice, content func()) {
	address := p.address(c)
	if address == "" {
		content()
		return
	}
	p.f(`<a href="%s">`, escape(address))
	content()
	p.f("</a>\n")
}

func bad(is bool) string {
	if is {
		return " t-bad"
	}
	return ""
}

// escape makes text safe within an element, and drops the control characters
// that no XML file may hold.
func escape(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s))
}

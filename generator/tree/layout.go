package tree

import "slices"

// Look is what a caller decides about a drawing.
type Look struct {
	Title       func(page string) string // what a page is called, as the tree writes it; nil: its path
	Address     func(Choice) string      // link of a question, or of an outcome by its answer; nil or empty: none
	Bad         map[string]bool          // what to mark: keys of questions, and "question/answer"
	Or          string                   // word before a second likely cause; empty: "or"
	RightToLeft bool
}

// Box is a place in a drawing, in pixels from its upper left corner.
type Box struct{ X, Y, Width, Height int }

// Layout is a drawing before it is written. Each question is a card with its
// answers as rows; lines go from rows to cards. Questions that are shared
// stand once. No two cards overlap, and no line crosses a card.
type Layout struct {
	Width, Height int
	Cards         []Card // in the order of reading: from the start on
	Lines         []Line
	look          Look
	tree          *Tree
}

// Card is a question.
type Card struct {
	Box
	Question *Question
	Ask      []string // lines
	Rows     []Row
	Bad      bool
	head     int // height above the rows
}

// Row is an answer, within its card.
type Row struct {
	Box
	Answer  *Answer
	Say     []string // lines
	Ends    []string // lines that name the page it ends on; empty when it goes to a question
	Or      []string // lines that name the second likely cause
	Leads   bool     // a line starts here
	Bad     bool
	Outcome Box // around Ends and Or
}

// Line goes from a row or a bend to a card or a bend: through the gap
// between two columns, and then straight through the column that its bend
// is in, if it ends in one.
type Line struct {
	FromX, FromY, ToX, ToY int
	EndX                   int // same as ToX at a card
	Arrow                  bool
}

// What things measure, in pixels.
const (
	cardWidth = 280
	columnGap = 76
	cardGap   = 28
	bendGap   = 14
	margin    = 16
	padding   = 14
	askSize   = 16
	boldness  = 1.14 // how much wider bold letters are

	askLine     = 21
	saySize     = 15
	sayLine     = 20
	endSize     = 14
	endLine     = 18
	rowPadding  = 9
	endPadding  = 6
	mostLines   = 8
	roomForPort = 18 // at the end of a row, where its line starts
)

// Layout arranges the tree for drawing, broken or not: questions that no
// path reaches stand in the first column, after the start.
func (t *Tree) Layout(look Look) Layout {
	g := newGraph(t)
	l := Layout{look: look, tree: t}
	columns := g.columns(func(q int) Card { return l.card(g, q) })
	columns.arrange()
	l.place(columns)
	if look.RightToLeft {
		l.mirror()
	}
	return l
}

func (l *Layout) card(g *graph, q int) Card {
	question := g.questions[q]
	c := Card{Question: question, Ask: wrap(question.Ask, askSize*boldness, cardWidth-2*padding, mostLines), Bad: l.look.Bad[question.Key]}
	c.head = 2*padding - 2 + askLine*max(1, len(c.Ask))
	c.Width, c.Height = cardWidth, c.head
	back := make([]bool, len(question.Answers))
	for _, loop := range g.loops {
		if loop.question == q {
			back[loop.n] = true
		}
	}
	for n, a := range question.Answers {
		to := g.next[q][n]
		row := l.row(a, to == ends)
		row.Leads = to >= 0 && !back[n]
		row.Bad = to == nowhere || back[n] || l.look.Bad[question.Key+"/"+a.Key]
		row.Y = c.Height
		row.Outcome.Y += c.Height
		c.Height += row.Height
		c.Rows = append(c.Rows, row)
	}
	if len(c.Rows) > 0 {
		c.Height += 4
	}
	return c
}

func (l *Layout) row(a *Answer, ended bool) Row {
	r := Row{Answer: a, Say: wrap(a.Say, saySize, cardWidth-2*padding-roomForPort, mostLines)}
	r.Width, r.Height = cardWidth, 2*rowPadding+sayLine*max(1, len(r.Say))
	if !ended {
		return r
	}
	limit := float64(cardWidth - 2*padding - 20)
	r.Ends = wrap(l.name(a.Go), endSize, limit, mostLines)
	if a.Or.To != "" {
		r.Or = wrap(or(l.look.Or, "or")+" "+l.name(a.Or), endSize, limit, mostLines)
	}
	r.Outcome = Box{X: padding - 4, Y: r.Height - 4, Width: cardWidth - 2*padding + 8, Height: 2*endPadding + endLine*(max(1, len(r.Ends))+len(r.Or))}
	if len(r.Or) > 0 {
		r.Outcome.Height += endPadding
	}
	r.Height += r.Outcome.Height
	return r
}

func (l *Layout) name(link Link) string {
	if l.look.Title != nil {
		if title := l.look.Title(link.To); title != "" {
			return title
		}
	}
	return link.To
}

// place turns the arranged columns into cards and lines.
func (l *Layout) place(c *columns) {
	place := map[int]Card{} // by question
	for column, nodes := range c.nodes {
		for _, n := range nodes {
			l.Height = max(l.Height, margin+n.y+n.height+margin)
			if n.bend {
				continue
			}
			place[n.question] = n.card.at(margin+column*(cardWidth+columnGap), margin+n.y)
		}
	}
	l.Width = 2*margin + len(c.nodes)*(cardWidth+columnGap) - columnGap
	for _, q := range c.order {
		l.Cards = append(l.Cards, place[q])
	}
	for _, e := range c.edges {
		l.Lines = append(l.Lines, e.line())
	}
	slices.SortFunc(l.Lines, compareLines)
}

// at moves a card and all that is in it.
func (c Card) at(x, y int) Card {
	c.X, c.Y = x, y
	c.Rows = slices.Clone(c.Rows)
	for i := range c.Rows {
		r := &c.Rows[i]
		r.X, r.Y = r.X+x, r.Y+y
		r.Outcome.X, r.Outcome.Y = r.Outcome.X+x, r.Outcome.Y+y
	}
	return c
}

func (l *Layout) mirror() {
	for i := range l.Cards {
		c := &l.Cards[i]
		c.X = l.Width - c.X - c.Width
		for j := range c.Rows {
			r := &c.Rows[j]
			r.X = l.Width - r.X - r.Width
			r.Outcome.X = l.Width - r.Outcome.X - r.Outcome.Width
		}
	}
	for i := range l.Lines {
		n := &l.Lines[i]
		n.FromX, n.ToX, n.EndX = l.Width-n.FromX, l.Width-n.ToX, l.Width-n.EndX
	}
}

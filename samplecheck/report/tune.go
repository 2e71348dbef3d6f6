package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"retake/generator/checks"
	"retake/samplecheck/bench"
)

// Proposals writes what a rule proposes, for people.
func Proposals(w io.Writer, p *bench.Proposals, s Style) {
	t := &text{w: w, Style: s}
	rows := &Table{Words: []int{1}}
	rows.Add("", "", "", "", "", "false", "middle")
	rows.Add("check", "", "fail", "unsure", "caught", "alarms", "half")
	for _, id := range p.Order {
		t.proposal(rows, id, p.Checks[id])
	}
	rows.Write(w, "")
	if len(p.Order) == 0 {
		fmt.Fprintln(w, "No check has labelled photos.")
		t.note(p.Notes...)
		return
	}
	fmt.Fprintln(w, Wrap(fmt.Sprintf("Shares in per cent, each with its 95 %% interval. Held out: the same rule on scenes that it did not choose on, in %d parts. Middle half: of the thresholds that it chooses when scenes are drawn again.", p.Folds), s.Width, "", "  "))
	if slices.ContainsFunc(p.Order, func(id string) bool { return noise(p.Checks[id]) }) {
		fmt.Fprintln(w, Wrap("~ cannot be told from the present threshold, neither on bad photos nor on good ones: it takes at least six on which one of the two alone is right, all one way.", s.Width, "", "  "))
	}
	t.footnotes()
	t.note(p.Notes...)
	t.near("Nearest to the proposals: look at these again, and label more like them", p, func(c *bench.Proposal) (found []string) {
		for _, n := range c.Near {
			class := "good"
			if n.Bad {
				class = "bad"
			}
			found = append(found, fmt.Sprintf("%s (%s, %.4g)", n.Photo, class, n.Number))
		}
		return found
	})
	t.near("Without a label for the check, and nearest: label these next", p, func(c *bench.Proposal) (found []string) {
		for _, n := range c.Next {
			found = append(found, fmt.Sprintf("%s (%.4g)", n.Photo, n.Number))
		}
		return found
	})
}

func (t *text) proposal(rows *Table, id string, c *bench.Proposal) {
	marks := []string{t.mark(bench.Note{Text: "chosen by this rule: " + c.Rule})}
	for _, note := range c.Notes {
		if note.Code != "noise" { // the sign ~ says it
			marks = append(marks, t.mark(note))
		}
	}
	name := id + strings.Join(marks, ",")
	tried := func(what string, x *bench.Tried, more ...string) {
		rows.Add(append([]string{name, what, threshold(x.Side, x.Fail), threshold(x.Side, x.Unsure), t.share(&x.Caught), t.share(&x.FalseAlarms)}, more...)...)
		name = ""
		if v := x.HeldOut; v != nil {
			rows.Add("", "  held out", "", "", t.share(&v.Caught), t.share(&v.FalseAlarms))
		}
	}
	if c.Now != nil {
		tried("now", c.Now)
	}
	if c.Proposed == nil {
		rows.Add(name, "proposed", "–")
		return
	}
	sign := ""
	if noise(c) {
		sign = " ~"
	}
	tried("proposed"+sign, c.Proposed, fmt.Sprintf("%.3g–%.3g", c.Spread.Low, c.Spread.High))
}

// noise tells whether a proposal cannot be told from what there is.
func noise(c *bench.Proposal) bool { return c.Better != nil && c.Better.Noise() }

// threshold writes a bound with the side on which photos are worse.
func threshold(side checks.Side, bound float64) string {
	number := strconv.FormatFloat(bound, 'f', -1, 64)
	if side == checks.Below {
		return "< " + number
	}
	return "> " + number
}

// near lists photos of each check.
func (t *text) near(title string, p *bench.Proposals, photos func(*bench.Proposal) []string) {
	head := "\n" + title
	for _, id := range p.Order {
		if found := photos(p.Checks[id]); len(found) > 0 {
			if head != "" {
				fmt.Fprintln(t.w, head)
			}
			head = ""
			fmt.Fprintln(t.w, Wrap(id+": "+strings.Join(found, ", "), t.Width, "  ", "    "))
		}
	}
}

package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"retake/samplecheck/bench"
)

// Comparison writes what two files say of the same photos, for people: names
// are those of the files.
func Comparison(w io.Writer, c *bench.Comparison, names [2]string, s Style) {
	t := &text{w: w, Style: s}
	fmt.Fprintf(w, "A is %s\nB is %s\n\n", names[0], names[1])
	rows := &Table{}
	rows.Add("", "", "", "", "", "only A", "only B", "")
	rows.Add("check", "n", "A", "B", "B − A", "right", "right", "p")
	var flips []bench.Flip
	noise := false
	for _, id := range c.Order {
		found := c.Checks[id]
		name := id
		if found.NotAssessed > 0 {
			name += t.mark(bench.Note{Text: fmt.Sprintf("%d more could not be assessed", found.NotAssessed)})
		}
		if who := chosenHere(found); who != "" {
			name += t.mark(bench.Note{Text: "the threshold of " + who + " was chosen on these same photos, where it looks better than it is: samplecheck tune says what its rule finds on scenes that it did not choose on"})
		}
		head := []string{name, fmt.Sprint(found.N), threshold(found.First.Side, found.First.Fail), threshold(found.Second.Side, found.Second.Fail)}
		if len(found.Flips) == 0 {
			rows.Add(append(head, "the same  ")...)
			continue
		}
		rows.Add(head...)
		for _, d := range []struct {
			name string
			*bench.Difference
		}{{"caught", found.Caught}, {"false alarms", found.FalseAlarms}, {"right", found.Right}} {
			if d.Difference == nil {
				rows.Add("  "+d.name, "", "–", "–")
				continue
			}
			noise = noise || !d.Real
			rows.Add("  "+d.name, "", t.share(&d.First), t.share(&d.Second), change(d.Difference), fmt.Sprint(d.Lost), fmt.Sprint(d.Gained), probability(d.P))
		}
		flips = append(flips, found.Flips...)
	}
	if len(c.Order) > 0 {
		rows.Write(w, "")
		fmt.Fprintln(w, Wrap("Shares in per cent, each with its 95 % interval; that of the difference is from drawing scenes again. p is McNemar's, exact.", s.Width, "", "  "))
	}
	if noise {
		fmt.Fprintln(w, Wrap("~ may be chance: p is 0.05 or more, or the interval has 0 in it. It takes at least six photos that only one of the two judges rightly, all one way, to tell.", s.Width, "", "  "))
	}
	t.footnotes()
	if len(c.OnlyOnce) > 0 {
		fmt.Fprintln(w, Wrap("Not compared, because not both files have a threshold: "+strings.Join(c.OnlyOnce, ", ")+".", s.Width, "", "  "))
	}
	if len(flips) > 0 {
		fmt.Fprintln(w, "\nVerdicts that differ")
		t.flips(flips)
	}
}

// chosenHere names the files whose threshold was chosen on the photos that they
// are compared on.
func chosenHere(c *bench.Compared) string {
	switch {
	case c.FirstChosenHere && c.SecondChosenHere:
		return "either"
	case c.FirstChosenHere:
		return "A"
	case c.SecondChosenHere:
		return "B"
	}
	return ""
}

// change is a difference with its interval, in per cent, and whether it may
// be chance.
func change(d *bench.Difference) string {
	sign := "  "
	if !d.Real {
		sign = " ~"
	}
	return fmt.Sprintf("%s %s to %s%s", signed(d.Change.Value), signed(d.Change.Low), signed(d.Change.High), sign)
}

// signed is a change in per cent.
func signed(share float64) string {
	rounded := math.Round(100 * share)
	if rounded == 0 {
		return "0"
	}
	return fmt.Sprintf("%+.0f", rounded)
}

// probability keeps what tells small ones apart.
func probability(p float64) string {
	if p < .001 {
		return "<.001"
	}
	return fraction(p, 3)
}

// Package report shows a result: as text for people, as JSON and JUnit for
// programs, and as an exit code. All of them say what the result says, and
// nothing that it does not.
package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"retake/samplecheck/bench"
	"retake/samplecheck/stat"
)

// Style says how text is laid out.
type Style struct {
	Width  int  // of the terminal, in characters
	Colour bool // mark states in colour
}

// roomy is the width from which counts stand beside shares.
const roomy = 112

// Text writes the result for people.
func Text(w io.Writer, r *bench.Result, s Style) {
	t := &text{w: w, r: r, Style: s}
	t.photos()
	t.checks()
	t.floors()
	t.parts()
	t.changes()
	t.refused()
}

type text struct {
	Style
	w     io.Writer
	r     *bench.Result
	notes []string // footnotes, in the order of their numbers
}

func (t *text) photos() {
	var sets []string
	for _, set := range t.r.Sets {
		name := set.Name
		if name == "" {
			name = "no set"
		}
		sets = append(sets, fmt.Sprintf("%s %d", name, set.Photos))
	}
	line := fmt.Sprintf("%d photos", t.r.Photos)
	if t.r.Synthetic {
		line = fmt.Sprintf("%d synthetic photos", t.r.Photos)
	}
	if len(sets) > 0 {
		line += ": " + strings.Join(sets, ", ")
	}
	if len(t.r.Without) > 0 {
		line += "; without " + strings.Join(t.r.Without, ", ")
	}
	fmt.Fprintln(t.w, Wrap(line, t.Width, "", "  "))
	fmt.Fprintln(t.w)
}

// mark is the number of a footnote; the same words have the same number.
func (t *text) mark(note bench.Note) string {
	i := slices.Index(t.notes, note.Text)
	if i < 0 {
		i = len(t.notes)
		t.notes = append(t.notes, note.Text)
	}
	return raised(i + 1)
}

func (t *text) checks() {
	rows := &Table{}
	rows.Add("", "", "", "false", "", "not", "")
	rows.Add("check", "n", "caught", "alarms", "unsure", "assessed", "AUC")
	for _, id := range t.r.Order {
		c := t.r.Checks[id]
		var marks []string
		for _, note := range c.Notes {
			marks = append(marks, t.mark(note))
		}
		rows.Add(id+strings.Join(marks, ","), fmt.Sprint(c.N), t.share(c.Caught), t.share(c.FalseAlarms), t.share(c.Unsure), t.share(&c.NotAssessed), area(c.AUC))
		if v := c.CrossValidated; v != nil {
			rows.Add("  held out", "", t.share(&v.Caught), t.share(&v.FalseAlarms))
		}
	}
	rows.Write(t.w, "")
	fmt.Fprintln(t.w, Wrap("Shares in per cent, each with its 95 % interval.", t.Width, "", ""))
	t.footnotes()
	for _, note := range t.r.Notes {
		if !byPart(note) {
			t.note(note)
		}
	}
}

func (t *text) note(notes ...bench.Note) {
	for _, note := range notes {
		fmt.Fprintln(t.w, Wrap("Note: "+sentence(note.Text), t.Width, "", "  "))
	}
}

func (t *text) footnotes() {
	for i, note := range t.notes {
		fmt.Fprintln(t.w, Wrap(raised(i+1)+" "+note, t.Width, "", "  "))
	}
}

// sentence ends a text as sentences end.
func sentence(text string) string {
	if strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// share is a share with its interval, and with its counts where there is room.
func (t *text) share(s *stat.Share) string {
	if s == nil || s.N == 0 {
		return "–"
	}
	if t.Width < roomy {
		return percents(*s)
	}
	return fmt.Sprintf("%d/%d  %s", s.K, s.N, percents(*s))
}

func percents(s stat.Share) string {
	return fmt.Sprintf("%s %s–%s", percent(s.Value()), percent(s.Low), percent(s.High))
}

func percent(share float64) string { return fmt.Sprintf("%.0f", 100*share) }

func area(e *stat.Estimate) string {
	if e == nil {
		return "–"
	}
	return fmt.Sprintf("%s %s–%s", fraction(e.Value, 3), fraction(e.Low, 2), fraction(e.High, 2))
}

// fraction writes .98 for 0.98.
func fraction(f float64, digits int) string {
	if rounded := fmt.Sprintf("%.*f", digits, f); !strings.HasPrefix(rounded, "1") {
		return strings.TrimPrefix(rounded, "0")
	}
	return fmt.Sprintf("%.*f", digits-1, math.Round(f))
}

func (t *text) floors() {
	rows := &Table{Words: []int{1, 2, 3, 4}}
	for _, id := range t.r.Order {
		if f := t.r.Checks[id].Floor; f != nil {
			rows.Add(id, "caught ≥ "+bound(f.Caught), t.state(f.Caught.State), "false alarms ≤ "+bound(f.FalseAlarms), t.state(f.FalseAlarms.State))
		}
	}
	if len(rows.rows) == 0 {
		return
	}
	fmt.Fprintln(t.w, "\nFloors")
	rows.Write(t.w, "  ")
}

// bound is a floor with the digits that it was written with.
func bound(d bench.Demand) string { return fmt.Sprintf("%.4g %%", 100*d.Bound) }

// state is a state in words.
func (t *text) state(state bench.State) string {
	switch state {
	case bench.Holds:
		return t.paint("holds", green)
	case bench.Broken:
		return t.paint("BROKEN", red)
	}
	return t.paint("too few", yellow)
}

// Verdict is a verdict in words.
func (s Style) Verdict(v bench.Verdict) string {
	switch v {
	case bench.Pass:
		return s.paint("pass", green)
	case bench.Unsure:
		return s.paint("unsure", yellow)
	case bench.Fail:
		return s.paint("FAIL", red)
	case bench.NotAssessed:
		return s.paint("not assessed", yellow)
	}
	return "no verdict"
}

// Colours as terminals know them (ECMA-48, 8.3.117).
const green, yellow, red = "32", "33", "31;1"

// paint colours a word, which says all by itself.
func (s Style) paint(word, colour string) string {
	if !s.Colour {
		return word
	}
	return "\x1b[" + colour + "m" + word + "\x1b[0m"
}

// parts shows each set and kind of each check, where there are several.
func (t *text) parts() {
	rows := &Table{Words: []int{6}}
	rows.Add("By set and kind", "n", "caught", "", "false alarms", "", "")
	for _, id := range t.r.Order {
		c := t.r.Checks[id]
		if c.Threshold == nil {
			continue
		}
		shown := c.Kinds
		if len(c.Sets) > 1 {
			shown = slices.Concat(c.Sets, c.Kinds)
		}
		if len(shown) == 0 {
			continue
		}
		rows.Add("  " + id)
		for i, p := range shown {
			caught, caughtOf := counted(p.Caught)
			alarms, alarmsOf := counted(p.FalseAlarms)
			rows.Add("    "+p.Name, fmt.Sprint(p.N), caughtOf, caught, alarmsOf, alarms, t.worst(c, p.Name, i >= len(shown)-len(c.Kinds)))
		}
	}
	if len(rows.rows) == 1 {
		return
	}
	fmt.Fprintln(t.w)
	rows.Write(t.w, "")
	for _, note := range t.r.Notes {
		if byPart(note) {
			t.note(note)
		}
	}
}

// byPart tells whether a note belongs to rates by set and kind.
func byPart(note bench.Note) bool {
	return note.Code == bench.SamePhotosByPart || note.Code == bench.HeldOutByPart
}

func counted(s *stat.Share) (shares, counts string) {
	if s == nil || s.N == 0 {
		return "", ""
	}
	return percents(*s), fmt.Sprintf("%d/%d", s.K, s.N)
}

func (t *text) worst(c *bench.Check, name string, kind bool) string {
	var most []string
	if kind && name == c.Worst.Caught {
		most = append(most, "missed most")
	}
	if kind && name == c.Worst.FalseAlarms {
		most = append(most, "flagged most")
	}
	return strings.Join(most, ", ")
}

// listed is how many photos are listed; JSON has all of them.
const listed = 20

func (t *text) changes() {
	c := t.r.Changes
	if !c.Any() {
		return
	}
	fmt.Fprintln(t.w, "\nSince the last run on these photos")
	for _, why := range c.Why {
		fmt.Fprintln(t.w, Wrap(why, t.Width, "  ", "    "))
	}
	if c.Added+c.Removed+c.Turned > 0 {
		fmt.Fprintf(t.w, "  labels: %d new, %d gone, %d turned round\n", c.Added, c.Removed, c.Turned)
	}
	fmt.Fprintf(t.w, "  changed: numbers %d, verdicts %d\n", c.Moved, len(c.Flips))
	t.flips(c.Flips)
}

// flips lists photos of which something else is said.
func (t *text) flips(flips []bench.Flip) {
	rows := &Table{Words: []int{1, 2, 4}}
	for _, f := range flips[:min(len(flips), listed)] {
		is := "good"
		if f.Bad {
			is = "bad"
		}
		was, numbers := flipped(f.From, f.NumberWas), flipped(f.To, f.Number)
		if was != numbers {
			numbers = was + " → " + numbers
		}
		rows.Add(f.Check, is, fmt.Sprintf("%s → %s", f.From, f.To), numbers, f.Photo)
	}
	rows.Write(t.w, "  ")
	t.more(len(flips))
}

// flipped is a number of which a check says something; there is none of a photo
// that could not be assessed.
func flipped(said bench.Verdict, number float64) string {
	if said == bench.NotAssessed {
		return "–"
	}
	return fmt.Sprintf("%.4g", number)
}

func (t *text) refused() {
	all := t.r.NotAssessed
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(t.w, "\nNot assessed: %d of %d photos\n", len(all), t.r.Photos)
	for _, r := range all[:min(len(all), listed)] {
		fmt.Fprintln(t.w, Wrap(r.Photo+": "+r.Reason, t.Width, "  ", "    "))
	}
	t.more(len(all))
}

func (t *text) more(n int) {
	if n > listed {
		fmt.Fprintf(t.w, "  and %d more; --json lists all\n", n-listed)
	}
}

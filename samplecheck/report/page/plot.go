package page

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"retake/samplecheck/bench"
	"retake/samplecheck/stat"
)

// The picture of a distribution: bad photos above the line in its middle,
// good ones below it. Across, everything is in per cent, so that pictures of
// any width are drawn from the same numbers and text keeps its size.
const (
	bins       = 72
	halfHeight = 104 // pixels
	headRoom   = 26  // above and below, for the grips
)

type strip struct {
	Bad, Good           []bar
	Ticks               []tick
	Middle, Height      int // pixels from the top: the line, and the end of what is drawn
	Foot, End, Room     int // of the ticks, of their text, and of everything
	Fail, Unsure        string
	FailFrom, FailWidth string // where photos fail
	PassFrom, PassWidth string
	Square              bool // the axis has the square root's spacing
}

type bar struct {
	X, Width  string
	Y, Height string // pixels
	Count     int
}

func newStrip(c *bench.Check, a axis) *strip {
	s := &strip{Ticks: a.ticks(), Middle: headRoom + halfHeight, Square: a.Bend != 1}
	s.Height = 2*s.Middle + 1
	s.Foot, s.End, s.Room = s.Height+5, s.Height+20, s.Height+28
	s.Bad, s.Good = bars(c, a, true), bars(c, a, false)
	if t := c.Threshold; t != nil {
		fail := a.share(t.Fail)
		s.Fail, s.Unsure = percent(fail), percent(a.share(t.Unsure))
		s.FailFrom, s.FailWidth, s.PassFrom, s.PassWidth = percent(fail), percent(1-fail), "0%", percent(fail)
		if t.Side == "below" {
			s.FailFrom, s.FailWidth, s.PassFrom, s.PassWidth = s.PassFrom, s.PassWidth, s.FailFrom, s.FailWidth
		}
	}
	return s
}

// bars count one class. Each class has its own height: how many photos it
// has says nothing about the check.
func bars(c *bench.Check, a axis, bad bool) []bar {
	var counts [bins]int
	for _, j := range c.Judged {
		if j.Bad == bad && j.Value.Absent == "" {
			counts[min(bins-1, int(a.share(j.Value.Number)*bins))]++
		}
	}
	most := max(1, slices.Max(counts[:]))
	const gap = 0.12 // of a bin
	var found []bar
	for i, n := range counts {
		if n > 0 {
			height, top := max(3, halfHeight*float64(n)/float64(most)), float64(headRoom+halfHeight+1)
			if bad {
				top -= height + 1
			}
			found = append(found, bar{X: percent((float64(i) + gap/2) / bins), Width: percent((1 - gap) / bins), Y: pixels(top), Height: pixels(height), Count: n})
		}
	}
	return found
}

func pixels(n float64) string { return short(math.Round(n*10) / 10) }

// chart is a curve in a square that is as wide as its column.
type chart struct {
	Name, Title, Across, Up string
	Path                    string  // in thousandths, from the top left
	Most                    float64 // what the top of the chart is: a share
	Straight                string  // path of what guessing would do
	X, Y                    string  // the threshold's point, in per cent
	Left, Right, Top, Below string  // ends of its intervals; empty when it has none
	Steps                   string  // of the ticks on the side
	Grid                    []grid
	Says                    string
}

type grid struct{ At, Text string }

// charts are what thresholds would do: how many bad photos they catch at the
// price of false alarms, how right they are when they flag, and what sending
// photos back buys.
func charts(c *bench.Check) []*chart {
	steps, prior := c.Curve(), c.Prior()
	if steps == nil {
		return nil
	}
	roc := &chart{Name: "roc", Title: "Caught, against false alarms", Across: "false alarms", Up: "caught", Most: 1, Straight: "M0 1000L1000 0"}
	roc.draw(steps, func(s bench.Step) (x, y float64) { return s.FalseAlarms.Value(), s.Caught.Value() }, true)
	precision := &chart{Name: "precision", Title: "Right when it flags, against caught", Across: "caught", Up: "bad among the flagged", Most: 1}
	precision.Straight = fmt.Sprintf("M0 %[1]sL1000 %[1]s", thousandths(1-prior))
	precision.draw(steps[1:], func(s bench.Step) (x, y float64) { return s.Caught.Value(), s.Precision(prior) }, false)
	retake := &chart{Name: "retake", Title: "What sending photos back buys", Across: "sent back", Up: "bad among the accepted", Most: ceiling(prior)}
	retake.Straight = fmt.Sprintf("M0 %[1]sL1000 %[1]s", thousandths(1-prior/retake.Most))
	retake.draw(steps[:len(steps)-1], func(s bench.Step) (x, y float64) { return s.SentBack(prior), s.BadAccepted(prior) }, true)
	found := []*chart{roc, precision, retake}
	if c.Threshold != nil {
		now := bench.Step{Caught: *c.Caught, FalseAlarms: *c.FalseAlarms}
		roc.mark(now.FalseAlarms.Value(), now.Caught.Value())
		roc.Left, roc.Right, roc.Below, roc.Top = percent(now.FalseAlarms.Low), percent(now.FalseAlarms.High), percent(1-now.Caught.Low), percent(1-now.Caught.High)
		precision.mark(now.Caught.Value(), now.Precision(prior))
		retake.mark(now.SentBack(prior), now.BadAccepted(prior))
	}
	for _, ch := range found {
		ch.grid()
		ch.Says = fmt.Sprintf("%s: %s to the right, %s upwards.", ch.Title, ch.Across, ch.Up)
	}
	return found
}

// draw draws the curve; stepwise says that nothing lies between two points
// but steps.
func (ch *chart) draw(steps []bench.Step, at func(bench.Step) (x, y float64), joined bool) {
	var b strings.Builder
	for i, s := range steps {
		x, y := at(s)
		command := "L"
		if i == 0 {
			command = "M"
		}
		if !joined && i > 0 {
			fmt.Fprintf(&b, "H%s", thousandths(x))
		}
		fmt.Fprintf(&b, "%s%s %s", command, thousandths(x), thousandths(1-y/ch.Most))
	}
	ch.Path = b.String()
}

func (ch *chart) mark(x, y float64) { ch.X, ch.Y = percent(x), percent(1-y/ch.Most) }

func (ch *chart) grid() {
	for _, part := range []float64{0, .25, .5, .75, 1} {
		ch.Grid = append(ch.Grid, grid{percent(1 - part), short(math.Round(part*ch.Most*1000) / 10)})
	}
}

func thousandths(share float64) string { return short(math.Round(share * 1000)) }

// ceiling is a share with one digit that is at least as large.
func ceiling(share float64) float64 { return min(1, math.Ceil(share*10)/10) }

// whisker is a share with its interval on a line from 0 to 100 %; nil of nothing.
type whisker struct {
	At, From, Width string
	Bound           string // a floor's bound; "" when nothing is demanded
	Held            string // the share in scenes that the threshold was not chosen on; "" when there is none
}

func newWhisker(s stat.Share, bound float64) *whisker {
	if s.N == 0 {
		return nil
	}
	w := &whisker{At: percent(s.Value()), From: percent(s.Low), Width: percent(s.High - s.Low)}
	if bound > 0 {
		w.Bound = percent(bound)
	}
	return w
}

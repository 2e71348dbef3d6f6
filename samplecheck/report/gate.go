package report

import (
	"fmt"
	"io"
	"strings"

	"retake/samplecheck/bench"
	"retake/samplecheck/gate"
)

// Gate writes what a gate found out, for people. Flags are those of the
// command that chose what was compared; what is to be typed next has them too.
func Gate(w io.Writer, g *gate.Result, flags string, s Style) {
	t := &text{w: w, Style: s}
	if g.Drift != nil {
		t.drift(g.Drift, flags)
	}
	if g.Quality != nil {
		t.quality(g.Quality)
	}
	if g.SelfTest != nil {
		t.selfTest(g.SelfTest)
	}
	t.note(g.Notes...)
	holds, fails := "The gate holds.", "The gate FAILS."
	if g.SelfTest != nil {
		holds, fails = "The gate fails when it should.", "The gate CANNOT FAIL where it should."
	}
	unsaid := "There is too little data to say."
	if g.Drift == nil && g.Quality != nil && g.Quality.State == bench.NoFloor {
		unsaid = "Nothing was judged."
	}
	fmt.Fprintln(w, map[bench.State]string{
		bench.Holds:  t.paint(holds, green),
		bench.Broken: t.paint(fails, red),
		bench.TooFew: t.paint(unsaid, yellow),
	}[g.State])
}

// Drift writes what checks say otherwise than they did, for people.
func Drift(w io.Writer, d *gate.Drift, flags string, s Style) {
	(&text{w: w, Style: s}).drift(d, flags)
}

func (t *text) drift(d *gate.Drift, flags string) {
	accept := "\n  samplecheck gate" + flags + " --accept \"why\""
	if d.Missing {
		t.line("Drift: " + t.paint("FAILS", red) + ", because there is no baseline to compare with.")
		fmt.Fprintln(t.w, "Look at what the checks say (samplecheck run), and accept it with a reason:"+accept)
		fmt.Fprintln(t.w)
		return
	}
	state := t.paint("holds", green)
	if d.State == bench.Broken {
		state = t.paint("FAILS", red)
	}
	t.line(fmt.Sprintf("Drift: %s. %d of %d verdicts are as they were accepted on %s: %s.", state, d.Photos-len(d.Flips), d.Photos, d.Accepted.On, strings.TrimSuffix(d.Accepted.Why, ".")))
	for _, why := range d.Why {
		fmt.Fprintln(t.w, Wrap(why, t.Width, "  ", "    "))
	}
	if len(d.Flips) > 0 {
		fmt.Fprintln(t.w, "\nVerdicts that are others")
		t.flips(d.Flips)
	}
	t.names("Labels that are others", d.Relabelled)
	t.names("Labels that the baseline does not know", d.Added)
	t.names("Labels that only the baseline knows", d.Removed)
	if len(d.Moved) > 0 {
		fmt.Fprintln(t.w)
		t.line(fmt.Sprintf("Numbers that moved by more than %.3g %% of the middle half, without another verdict", 100*d.Tolerance))
		t.flips(d.Moved)
	}
	if d.State == bench.Broken {
		fmt.Fprintln(t.w)
		fmt.Fprintln(t.w, "Look at these photos. If this is meant, accept it with a reason:"+accept)
	}
	fmt.Fprintln(t.w)
}

func (t *text) line(words string) { fmt.Fprintln(t.w, Wrap(words, t.Width, "", "  ")) }

func (t *text) names(title string, photos []gate.Photo) {
	if len(photos) == 0 {
		return
	}
	fmt.Fprintf(t.w, "\n%s\n", title)
	rows := &Table{Words: []int{1}}
	for _, p := range photos[:min(len(photos), listed)] {
		rows.Add(p.Check, p.Photo)
	}
	rows.Write(t.w, "  ")
	t.more(len(photos))
}

func (t *text) quality(q *gate.Quality) {
	if q.State == bench.NoFloor {
		fmt.Fprintln(t.w, "Quality: not judged.")
		return
	}
	t.line("Quality: " + t.state(q.State))
	rows := &Table{Words: []int{1, 2, 3}}
	for _, f := range q.Floors {
		name, of := bounds(f)
		held := ""
		if f.HeldOut {
			held = "held out"
		}
		rows.Add(f.Check, name, t.state(f.State), held, of)
	}
	rows.Write(t.w, "  ")
	fmt.Fprintln(t.w)
}

// bounds names a floor, and what the share is.
func bounds(f gate.Floor) (name, is string) {
	name = "false alarms ≤ "
	if f.AtLeast {
		name = "caught ≥ "
	}
	is = "–"
	if f.Share != nil && f.Share.N > 0 {
		is = fmt.Sprintf("%s  %d/%d", percents(*f.Share), f.Share.K, f.Share.N)
	}
	return name + bound(bench.Demand{Bound: f.Bound}), is
}

func (t *text) selfTest(trials []gate.Trial) {
	fmt.Fprintln(t.w, "Self-test: each threshold is moved, in memory, until the gate fails")
	rows := &Table{Words: []int{1, 2, 4}}
	for _, trial := range trials {
		moved, came := fmt.Sprintf("%.4g → %.4g", trial.From, trial.To), t.paint("fails, as it should", green)
		switch {
		case trial.Photos == 0 && trial.Failed:
			moved, came = fmt.Sprintf("%.4g", trial.From), "fails already"
		case trial.Photos == 0:
			moved, came = fmt.Sprintf("%.4g", trial.From), t.paint("CANNOT FAIL: no photo lies on that side", red)
		case !trial.Failed:
			came = t.paint("CANNOT FAIL", red)
		}
		rows.Add(trial.Check, trial.Question, trial.Way, moved, came, count(trial.Photos, "photo"))
	}
	rows.Write(t.w, "  ")
	fmt.Fprintln(t.w)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// GateJUnit writes the gate as tests: one a check for drift, one a floor, one
// a trial of the self-test. A floor of which too little is known is skipped.
func GateJUnit(w io.Writer, g *gate.Result) error {
	all := suites{Name: "samplecheck gate"}
	if g.Drift != nil {
		all.add(driftSuite(g.Drift))
	}
	if q := g.Quality; q != nil && q.State != bench.NoFloor {
		s := suite{Name: "quality"}
		for _, f := range q.Floors {
			s.add(f.Check, floorName(f.AtLeast, f.Bound), f.State, f.Share)
		}
		all.add(s)
	}
	if g.SelfTest != nil {
		s := suite{Name: "self-test"}
		for _, trial := range g.SelfTest {
			c := test{Class: "samplecheck." + trial.Check, Name: fmt.Sprintf("%s fails when the threshold gets %s", trial.Question, trial.Way)}
			if !trial.Failed {
				c.Failure = &message{trial.String()}
			}
			s.put(c)
		}
		all.add(s)
	}
	return all.write(w)
}

// driftSuite has a test for each check of which something has changed, and
// one for all the others.
func driftSuite(d *gate.Drift) suite {
	s := suite{Name: "drift"}
	if d.Missing {
		s.put(test{Class: "samplecheck", Name: "there is a baseline", Failure: &message{"there is none"}})
		return s
	}
	wrong := map[string][]string{}
	var order []string
	put := func(check, text string) {
		if wrong[check] == nil {
			order = append(order, check)
		}
		wrong[check] = append(wrong[check], text)
	}
	for _, f := range d.Flips {
		put(f.Check, fmt.Sprintf("%s: %s → %s", f.Photo, f.From, f.To))
	}
	for _, of := range []struct {
		photos []gate.Photo
		text   string
	}{{d.Relabelled, "has another label"}, {d.Added, "is new"}, {d.Removed, "is gone"}} {
		for _, p := range of.photos {
			put(p.Check, p.Photo+" "+of.text)
		}
	}
	for _, check := range order {
		s.put(test{Class: "samplecheck." + check, Name: "verdicts are as they were", Failure: &message{strings.Join(wrong[check], "\n")}})
	}
	if len(order) == 0 {
		s.put(test{Class: "samplecheck", Name: "verdicts are as they were"})
	}
	return s
}

func floorName(atLeast bool, bound float64) string {
	if atLeast {
		return fmt.Sprintf("caught at least %v", bound)
	}
	return fmt.Sprintf("false alarms at most %v", bound)
}

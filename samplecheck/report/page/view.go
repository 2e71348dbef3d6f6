package page

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/stat"
)

// view is what the page shows.
type view struct {
	*bench.Result
	Policy, Style, Script string
	Title, Lead           string
	Verdict               string // in words, of all floors together
	HeldOut               bool   // some check has rates of scenes that it was not tuned on
	Checks                []*checkView
	Album                 *album
	Matrix                []matrixRow
	Facts                 []fact
	Data                  data
}

type fact struct{ Name, Value string }

// checkView is a check's section.
type checkView struct {
	*bench.Check
	ID, About, Unit string
	Plain           string // what the rates mean, in a sentence
	Shares          shares
	CaughtWhisker   *whisker
	AlarmsWhisker   *whisker
	Axis            axis
	Strip           *strip
	Charts          []*chart
	Steps           []stepRow
	Rows            []cellRow
	Missed, Flagged []*shot
	Near, Unknown   []*shot
	Sets, Kinds     []partRow
	YAML            string
	Prior           string // where the share of bad photos comes from
	PriorShare      float64
}

// shares are those of a check that the page writes.
type shares struct {
	Caught, FalseAlarms, Unsure, NotAssessed *number
	HeldCaught, HeldAlarms                   *number // on scenes that the thresholds were not chosen on; nil when they are honest as they stand
	Sent, BadAccepted                        string
	AUC, Balanced                            *estimate
}

// number is a share as the page writes it: rounded for people, and whole for
// programs, under the name that it has in run --json.
type number struct {
	stat.Share
	Path string
}

func (n *number) None() bool { return n.N == 0 }

// estimate is the same for an estimate.
type estimate struct {
	stat.Estimate
	Path string
}

// stepRow is a row of the table of thresholds.
type stepRow struct {
	Threshold                    string
	Caught, FalseAlarms          stat.Share
	Sent, BadAccepted, Precision float64
	Now                          bool
}

// cellRow is a row of the confusion table: bad photos, or good ones.
type cellRow struct {
	Class string
	Cells []cell
}

type cell struct {
	ID, Class, Verdict string
	Wrong              bool
	Photos             []*shot
	More               int // that are not shown
	Count              int
}

type partRow struct {
	Name, Mark     string
	N              int
	Caught, Alarms *number
	Absent         *number
	CaughtWhisker  *whisker
	AlarmsWhisker  *whisker
}

func newView(in Input) *view {
	v := &view{Result: in.Result, Title: "What the photo checks are worth", Album: newAlbum(in)}
	v.Verdict = map[bench.State]string{
		bench.Holds: "All floors hold.", bench.Broken: "A floor is broken.", bench.TooFew: "There is too little data to say whether the floors hold.",
	}[in.Result.State]
	for _, id := range in.Result.Order {
		c := in.Result.Checks[id]
		v.Checks = append(v.Checks, v.check(id, c))
		v.HeldOut = v.HeldOut || c.CrossValidated != nil
	}
	v.Lead = lead(in.Result)
	v.matrix()
	v.facts()
	v.Data = newData(v)
	return v
}

// lead says what the page is about.
func lead(r *bench.Result) string {
	photos, from := counted(r.Photos, "photo"), counted(len(r.Sets), "set")
	if r.Synthetic {
		photos = counted(r.Photos, "synthetic photo")
	}
	return fmt.Sprintf("%s from %s, judged by %s and the thresholds of checks.yaml.", photos, from, counted(len(r.Order), "check"))
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (v *view) check(id string, c *bench.Check) *checkView {
	m, _ := measure.Find(c.Measure)
	cv := &checkView{Check: c, ID: id, About: m.Title, Unit: c.Unit, Axis: newAxis(c)}
	path := func(name string) string { return "checks." + id + "." + name }
	cv.Shares = shares{
		Caught: shareOf(c.Caught, path("caught")), FalseAlarms: shareOf(c.FalseAlarms, path("false_alarms")),
		Unsure: shareOf(c.Unsure, path("unsure")), NotAssessed: shareOf(&c.NotAssessed, path("not_assessed")),
		AUC: estimateOf(c.AUC, path("auc")), Balanced: estimateOf(c.Balanced, path("balanced")),
	}
	if held := c.CrossValidated; held != nil {
		cv.Shares.HeldCaught = shareOf(&held.Caught, path("cross_validated.caught"))
		cv.Shares.HeldAlarms = shareOf(&held.FalseAlarms, path("cross_validated.false_alarms"))
	}
	caughtBound, alarmsBound := 0.0, 0.0
	if c.Floor != nil {
		caughtBound, alarmsBound = c.Floor.Caught.Bound, c.Floor.FalseAlarms.Bound
	}
	if c.Caught != nil {
		cv.CaughtWhisker, cv.AlarmsWhisker = newWhisker(*c.Caught, caughtBound), newWhisker(*c.FalseAlarms, alarmsBound)
		cv.Plain = plainly(c)
		if held := c.CrossValidated; held != nil && cv.CaughtWhisker != nil && cv.AlarmsWhisker != nil {
			cv.CaughtWhisker.Held, cv.AlarmsWhisker.Held = percent(held.Caught.Value()), percent(held.FalseAlarms.Value())
		}
	}
	cv.Strip, cv.Charts = newStrip(c, cv.Axis), charts(c)
	cv.PriorShare, cv.Prior = c.Prior(), "as tune assumes, since checks.yaml says no bad_share"
	if c.BadShare > 0 {
		cv.Prior = "as checks.yaml says"
	}
	cv.steps()
	cv.cells(v.Album)
	missed, flagged := mistakes(c)
	cv.Missed, cv.Flagged = v.Album.shots(c, missed), v.Album.shots(c, flagged)
	cv.Near, cv.Unknown = v.Album.shots(c, near(c, c.Judged)), v.Album.shots(c, near(c, c.Unlabelled))
	cv.Sets, cv.Kinds = partRows(c.Sets, path("sets"), bench.Worst{}), partRows(c.Kinds, path("kinds"), c.Worst)
	cv.YAML = yamlOf(id, c)
	return cv
}

func shareOf(s *stat.Share, path string) *number {
	if s == nil {
		return nil
	}
	return &number{*s, path}
}

func estimateOf(e *stat.Estimate, path string) *estimate {
	if e == nil {
		return nil
	}
	return &estimate{*e, path}
}

// plainly says what the rates mean to those who do not think in rates: the
// honest ones, where there are two.
func plainly(c *bench.Check) string {
	caught, alarms, where := *c.Caught, *c.FalseAlarms, ""
	if held := c.CrossValidated; held != nil {
		caught, alarms, where = held.Caught, held.FalseAlarms, ", in scenes that the thresholds were not chosen on"
	}
	if caught.N == 0 || alarms.N == 0 {
		return ""
	}
	return fmt.Sprintf("Of 100 bad photos, about %s get through (%s–%s). Of 100 good ones, about %s are sent back (%s–%s)%s.",
		whole(1-caught.Value()), whole(1-caught.High), whole(1-caught.Low),
		whole(alarms.Value()), whole(alarms.Low), whole(alarms.High), where)
}

// whole is a share of a hundred.
func whole(share float64) string { return fmt.Sprintf("%.0f", 100*share) }

// yamlOf are a check's thresholds as checks.yaml writes them.
func yamlOf(id string, c *bench.Check) string {
	t := c.Threshold
	if t == nil {
		return ""
	}
	text := fmt.Sprintf("%s:\n  fail_%s: %s\n", id, t.Side, exact(t.Fail))
	if t.Unsure != t.Fail {
		text += fmt.Sprintf("  unsure_%s: %s\n", t.Side, exact(t.Unsure))
	}
	return text
}

// mostSteps is how many thresholds the table has besides the one of now.
const mostSteps = 12

func (cv *checkView) steps() {
	all := cv.Curve()
	if all == nil {
		return
	}
	all = all[:len(all)-1] // the last flags all, at no number
	row := func(s bench.Step, now bool) stepRow {
		return stepRow{exact(s.Threshold), s.Caught, s.FalseAlarms, s.SentBack(cv.PriorShare), s.BadAccepted(cv.PriorShare), s.Precision(cv.PriorShare), now}
	}
	every := max(1, (len(all)+mostSteps-1)/mostSteps)
	for i := 0; i < len(all); i += every {
		cv.Steps = append(cv.Steps, row(all[i], false))
	}
	if t := cv.Threshold; t != nil {
		now := row(bench.Step{Threshold: t.Fail, Caught: *cv.Caught, FalseAlarms: *cv.FalseAlarms}, true)
		at, _ := slices.BinarySearchFunc(cv.Steps, now, func(a, b stepRow) int {
			return cmp.Or(cmp.Compare(a.Caught.K, b.Caught.K), cmp.Compare(a.FalseAlarms.K, b.FalseAlarms.K))
		})
		cv.Steps = slices.Insert(cv.Steps, at, now)
		cv.Shares.Sent, cv.Shares.BadAccepted = tenths(now.Sent), tenths(now.BadAccepted)
	}
}

// tenths is a share in per cent.
func tenths(share float64) string { return fmt.Sprintf("%.1f", 100*share) }

// cells is the confusion table. The first cell of bad photos and the third of
// good ones are mistakes.
func (cv *checkView) cells(a *album) {
	verdicts := []bench.Verdict{bench.Pass, bench.Unsure, bench.Fail, bench.NotAssessed}
	if cv.Threshold == nil {
		verdicts = []bench.Verdict{bench.None, bench.NotAssessed}
	}
	for _, class := range []string{"bad", "good"} {
		row := cellRow{Class: class}
		for _, verdict := range verdicts {
			var judged []bench.Judged
			for _, j := range cv.Judged {
				if j.Bad == (class == "bad") && j.Verdict == verdict {
					judged = append(judged, j)
				}
			}
			if cv.Threshold != nil {
				slices.SortStableFunc(judged, func(a, b bench.Judged) int { return cmp.Compare(distance(cv.Check, b), distance(cv.Check, a)) })
			}
			name := string(cmp.Or(verdict, "measured"))
			c := cell{ID: fmt.Sprintf("%s-%s-%s", cv.ID, class, name), Class: class, Verdict: verdictWords[verdict], Count: len(judged)}
			c.Wrong = class == "bad" && (verdict == bench.Pass || verdict == bench.Unsure) || class == "good" && verdict == bench.Fail
			shown := judged[:min(len(judged), mostInCell)]
			c.More, c.Photos = len(judged)-len(shown), a.shots(cv.Check, shown)
			row.Cells = append(row.Cells, c)
		}
		cv.Rows = append(cv.Rows, row)
	}
}

// verdictWords are verdicts as people say them.
var verdictWords = map[bench.Verdict]string{
	bench.Pass: "pass", bench.Unsure: "unsure", bench.Fail: "fail", bench.NotAssessed: "not assessed", bench.None: "measured",
}

func partRows(parts []bench.Part, path string, worst bench.Worst) []partRow {
	var rows []partRow
	for i, p := range parts {
		at := fmt.Sprintf("%s.%d.", path, i)
		row := partRow{Name: cmp.Or(p.Name, "no set"), N: p.N, Caught: shareOf(p.Caught, at+"caught"), Alarms: shareOf(p.FalseAlarms, at+"false_alarms"), Absent: shareOf(&p.NotAssessed, at+"not_assessed")}
		switch p.Name {
		case "":
		case worst.Caught:
			row.Mark = "missed most"
			if worst.FalseAlarms == p.Name {
				row.Mark = "missed most, flagged most"
			}
		case worst.FalseAlarms:
			row.Mark = "flagged most"
		}
		if p.Caught != nil {
			row.CaughtWhisker, row.AlarmsWhisker = newWhisker(*p.Caught, 0), newWhisker(*p.FalseAlarms, 0)
		}
		rows = append(rows, row)
	}
	return rows
}

func (v *view) facts() {
	for _, name := range slices.Sorted(maps.Keys(v.Versions)) {
		v.Facts = append(v.Facts, fact{name, v.Versions[name]})
	}
	v.Facts = append(v.Facts, fact{"seed of the draws", fmt.Sprint(v.Seed)})
	for _, kind := range v.Without {
		v.Facts = append(v.Facts, fact{"left out", kind})
	}
}

// shown is a photo's name as it can be printed.
func shown(name string) string { return dataset.Shown(name) }

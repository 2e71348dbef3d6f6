package gate

import (
	"fmt"
	"slices"
	"sync"

	"retake/generator/checks"
	"retake/samplecheck/bench"
)

// Trial is one threshold moved one way until a gate failed.
type Trial struct {
	Check    string  `json:"check"`
	Question string  `json:"question"` // drift or quality
	Way      string  `json:"way"`      // stricter: more photos fail; laxer: fewer do
	From     float64 `json:"from"`
	To       float64 `json:"to"`     // where the gate failed; where the trial ended when it did not
	Photos   int     `json:"photos"` // how many photos' numbers the threshold was moved across
	Failed   bool    `json:"failed"` // which is what it should
}

// The two ways to move a threshold.
const stricter, laxer = "stricter", "laxer"

// SelfTest moves each check's threshold, in memory, further and further until
// the gate fails: a gate that has never been seen to fail proves nothing. The
// baseline is what the checks say now. A trial that ends without a failure
// breaks the result.
func SelfTest(in bench.Input, ask Ask) *Result {
	g := &Result{State: bench.Holds, SelfTest: []Trial{}, Notes: []bench.Note{}}
	trials := make([][]Trial, len(in.Checks))
	var wg sync.WaitGroup
	for i := range in.Checks {
		if in.Checks[i].Threshold != nil {
			wg.Go(func() { trials[i] = try(in, in.Checks[i], ask) })
		}
	}
	wg.Wait()
	g.SelfTest = slices.Concat(append([][]Trial{{}}, trials...)...)
	for _, trial := range g.SelfTest {
		if !trial.Failed {
			g.State = bench.Broken
		}
	}
	if len(g.SelfTest) == 0 {
		g.State = bench.TooFew
		g.Notes = append(g.Notes, bench.Note{Code: "nothing-to-move", Text: "no check has a threshold and labelled photos"})
	}
	return g
}

// try moves the threshold of one check.
func try(in bench.Input, c checks.Check, ask Ask) []Trial {
	in.Checks, in.Last = checks.Checks{c}, nil
	now := bench.Run(in)
	if found := now.Checks[c.ID]; found.NotAssessed.K == found.N {
		return nil
	}
	var trials []Trial
	for _, way := range []string{stricter, laxer} {
		if ask.Drift {
			base := New(now, nil, "", "")
			trials = append(trials, move(in, c, now, way, "drift", func(r *bench.Result) bool {
				return Judge(r, base, Ask{Drift: true}).State == bench.Broken
			}))
		}
		if ask.Quality && c.Floor != nil && !now.Synthetic {
			trials = append(trials, move(in, c, now, way, "quality", func(r *bench.Result) bool {
				return Judge(r, nil, Ask{Quality: true}).State == bench.Broken
			}))
		}
	}
	return trials
}

// move moves a threshold across one photo's number, two, four …, until the
// gate fails or no photo is left on that side.
func move(in bench.Input, c checks.Check, now *bench.Result, way, question string, fails func(*bench.Result) bool) Trial {
	t := *c.Threshold
	trial := Trial{Check: c.ID, Question: question, Way: way, From: t.Fail, To: t.Fail}
	if trial.Failed = fails(now); trial.Failed {
		return trial
	}
	ahead := onTheWay(t, now.Checks[c.ID].Judged, way)
	for n := 1; len(ahead) > 0 && !trial.Failed && trial.Photos < len(ahead); n *= 2 {
		trial.Photos = min(n, len(ahead))
		trial.To = across(t, ahead, trial.Photos, way)
		moved := t
		moved.Fail = trial.To
		if moved.Beyond(moved.Unsure, moved.Fail) {
			moved.Unsure = moved.Fail
		}
		perturbed := c
		perturbed.Threshold = &moved
		in.Checks = checks.Checks{perturbed}
		trial.Failed = fails(bench.Run(in))
	}
	return trial
}

// onTheWay are the numbers that a threshold meets, the nearest first.
func onTheWay(t checks.Threshold, judged []bench.Judged, way string) []float64 {
	var numbers []float64
	for _, j := range judged {
		if j.Value.Absent == "" && t.Beyond(j.Value.Number, t.Fail) == (way == laxer) {
			numbers = append(numbers, j.Value.Number)
		}
	}
	slices.Sort(numbers)
	if (t.Side == checks.Above) == (way == stricter) {
		slices.Reverse(numbers)
	}
	return numbers
}

// across is a threshold behind the n-th of the numbers on its way, and before
// the next that is different.
func across(t checks.Threshold, ahead []float64, n int, way string) float64 {
	last := ahead[n-1]
	if way == laxer {
		return last // what equals a bound is not beyond it
	}
	for _, next := range ahead[n:] {
		if next != last {
			return last/2 + next/2
		}
	}
	reach := max(1, last, -last)
	if t.Side == checks.Above {
		return last - reach
	}
	return last + reach
}

// String says in a sentence what came of a trial.
func (t Trial) String() string {
	if t.Photos == 0 && t.Failed {
		return fmt.Sprintf("%s at %v: %s fails already", t.Check, t.From, t.Question)
	}
	if t.Photos == 0 {
		return fmt.Sprintf("%s cannot get %s: no photo's number lies on that side of %v", t.Check, t.Way, t.From)
	}
	if !t.Failed {
		return fmt.Sprintf("%s from %v to %v: %s does not fail", t.Check, t.From, t.To, t.Question)
	}
	return fmt.Sprintf("%s from %v to %v: %s fails", t.Check, t.From, t.To, t.Question)
}

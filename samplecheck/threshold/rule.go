// Package threshold chooses thresholds on labelled photos, by rules that say
// what a mistake costs, and finds out how well the chosen ones do on scenes
// that they were not chosen on. It does no input or output, and nothing in it
// is random but by a seed.
package threshold

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"retake/generator/checks"
)

// Kind is a way to say which of two thresholds is better.
type Kind string

// The kinds of rules.
const (
	Cost   Kind = "cost"   // least cost of mistakes
	Alarms Kind = "alarms" // most bad photos caught, with at most a share of the good ones flagged
	Youden Kind = "youden" // greatest sum of both shares that are right: the two mistakes weigh the same
)

// What mistakes cost, and how many photos are bad, where checks.yaml does not
// say it. A bad photo that passes ends in a rejected verification and days of
// waiting; a good one that is sent back costs one more photo. Together the
// two make a missed share as dear as a flagged one, which takes no side.
var (
	UsualCosts    = checks.Costs{Missed: 4, FalseAlarm: 1}
	UsualBadShare = 0.2
)

// Rule is a way to choose a threshold, with its numbers.
type Rule struct {
	Kind     Kind
	Costs    checks.Costs // for Cost
	BadShare float64      // for Cost: of the photos that people send
	AtMost   float64      // for Alarms: share of the good photos
	Folds    int          // that it is tried in, on others; 0: [UsualFolds]
}

// How many folds photos are divided into: where nothing else is asked for, and
// at most.
const (
	UsualFolds = 5
	MostFolds  = 100
)

// Divided is how many folds the rule is tried in.
func (r Rule) Divided() int { return cmp.Or(r.Folds, UsualFolds) }

// Divide is the same rule, tried in so many folds.
func (r Rule) Divide(folds int) Rule {
	if r.Folds = folds; folds == UsualFolds {
		r.Folds = 0 // which needs no word
	}
	return r
}

// ByCost is the cost-weighted rule of a check.
func ByCost(c *checks.Check) Rule {
	r := Rule{Kind: Cost, Costs: UsualCosts, BadShare: UsualBadShare}
	if c.Costs != nil {
		r.Costs = *c.Costs
	}
	if c.BadShare > 0 {
		r.BadShare = c.BadShare
	}
	return r
}

// New is a rule that knows nothing of the check: Alarms or Youden.
func New(kind Kind, atMost float64) Rule {
	if kind == Youden {
		return Rule{Kind: kind}
	}
	return Rule{Kind: kind, AtMost: atMost}
}

// What rules are called in checks.yaml. Words and numbers together are the
// rule, so that it can be repeated when costs have changed since. No
// character in them needs quotation marks in YAML.
const (
	costName   = "cost-weighted (missed %v; false alarm %v; bad share %v)"
	alarmsName = "at most %v %% false alarms"
	youdenName = "Youden"
	foldsName  = "; tried in %d parts"
)

// String is what checks.yaml calls the rule.
func (r Rule) String() string {
	if r.Folds != 0 {
		return r.Divide(UsualFolds).String() + fmt.Sprintf(foldsName, r.Folds)
	}
	switch r.Kind {
	case Cost:
		return fmt.Sprintf(costName, r.Costs.Missed, r.Costs.FalseAlarm, r.BadShare)
	case Alarms:
		return fmt.Sprintf(alarmsName, percent(r.AtMost))
	}
	return youdenName
}

// percent keeps the digits that a share was written with.
func percent(share float64) float64 { return math.Round(share*1e8) / 1e6 }

// Parse reads what checks.yaml calls a rule. It is not ok for words that
// people have written, which cannot be repeated.
func Parse(name string) (r Rule, ok bool) {
	if i := strings.LastIndex(name, "; tried in "); i > 0 {
		var folds int
		_, err := fmt.Sscanf(name[i:], foldsName, &folds)
		r, ok = Parse(name[:i])
		r = r.Divide(folds)
		return r, ok && err == nil && r.String() == name && r.valid()
	}
	if name == youdenName {
		return Rule{Kind: Youden}, true
	}
	r = Rule{Kind: Cost}
	if _, err := fmt.Sscanf(name, costName, &r.Costs.Missed, &r.Costs.FalseAlarm, &r.BadShare); err == nil {
		return r, r.String() == name && r.valid()
	}
	r = Rule{Kind: Alarms}
	if _, err := fmt.Sscanf(name, alarmsName, &r.AtMost); err == nil {
		r.AtMost, _ = strconv.ParseFloat(strconv.FormatFloat(r.AtMost/100, 'g', 12, 64), 64)
		return r, r.String() == name && r.valid()
	}
	return Rule{}, false
}

func (r Rule) valid() bool {
	share := func(f float64) bool { return 0 <= f && f <= 1 }
	if folds := r.Divided(); folds < 2 || folds > MostFolds {
		return false
	}
	if r.Kind == Cost {
		return r.Costs.Missed > 0 && r.Costs.FalseAlarm > 0 && !math.IsInf(r.Costs.Missed+r.Costs.FalseAlarm, 0) && share(r.BadShare)
	}
	return share(r.AtMost)
}

// weights are what a missed share and a flagged share cost; together 1.
func (r Rule) weights() (missed, flagged float64) {
	switch r.Kind {
	case Cost:
		missed, flagged = r.Costs.Missed*r.BadShare, r.Costs.FalseAlarm*(1-r.BadShare)
		return missed / (missed + flagged), flagged / (missed + flagged)
	case Alarms:
		return 1, 0
	}
	return 0.5, 0.5
}

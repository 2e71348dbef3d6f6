package audit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"retake/generator/checks"
)

var contradictingNumber = Rule{
	ID: "contradicting-number", Area: Measurements, Level: Error,
	Title: "A number in the text that contradicts checks.yaml",
	Why:   "Thresholds are tuned, and the text stays as it was. Readers who hold to its number are sent back.",
	Mend:  "Write the number as it is in checks.yaml, or leave it to the page, which shows what was measured by itself.",
	Text: func(_ *Subject, t *Text) []Finding {
		if t.Page == nil {
			return nil
		}
		var found []Finding
		for _, c := range t.Page.Checks {
			found = append(found, t.contradicts(c)...)
		}
		return found
	},
}

// contradicts looks at sentences that name a check or its measure, as words:
// the numbers in them must be numbers of the check.
func (t *Text) contradicts(c *checks.Check) []Finding {
	known := numbersOf(c)
	if len(known) == 0 {
		return nil
	}
	names := []Term{newTerm(strings.ReplaceAll(c.Measure, "-", " ")), newTerm(strings.ReplaceAll(c.ID, "-", " ")), newTerm(c.Measure)}
	var found []Finding
	for _, b := range t.Blocks {
		for _, s := range b.Sentences {
			if at, _ := first(names, s.Words); at < 0 {
				continue
			}
			for _, w := range s.Words {
				number, err := strconv.ParseFloat(strings.Replace(w.Text, ",", ".", 1), 64)
				if err == nil && !slices.Contains(known, number) {
					found = append(found, t.found(b, w.From, fmt.Sprintf("%s is no number of the check %q, which has %s", w.Text, c.ID, said(known)), ""))
				}
			}
		}
	}
	return found
}

// numbersOf are the numbers of a check as a text may say them: shares also in
// percent.
func numbersOf(c *checks.Check) []float64 {
	var numbers []float64
	if c.Threshold != nil {
		numbers = append(numbers, c.Threshold.Fail, c.Threshold.Unsure)
	}
	if c.Floor != nil {
		numbers = append(numbers, c.Floor.Caught, c.Floor.FalseAlarms, 100*c.Floor.Caught, 100*c.Floor.FalseAlarms)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

func said(numbers []float64) string {
	var texts []string
	for _, n := range numbers {
		texts = append(texts, strconv.FormatFloat(n, 'g', -1, 64))
	}
	return strings.Join(texts, ", ")
}

package bench

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"retake/samplecheck/dataset"
)

// Last is what a run leaves for the next one to compare with.
type Last struct {
	Versions   map[string]string
	Thresholds map[string]string          // hash of each check's
	Measures   map[string]int             // version of each check's measure
	Said       map[string]map[string]Said // by check and photo
}

// Said is what a check said of a photo.
type Said struct {
	Verdict Verdict
	Number  float64
	Bad     bool
}

// Changes is what is different from the last run.
type Changes struct {
	Why     []string `json:"why"`     // thresholds, measures and programs that are not what they were
	Flips   []Flip   `json:"flips"`   // verdicts that changed
	Moved   int      `json:"moved"`   // numbers that changed
	Added   int      `json:"added"`   // labels that there were not
	Removed int      `json:"removed"` // labels that there are no more
	Turned  int      `json:"turned"`  // labels that say the opposite
}

// Flip is a photo of which a check says something else than before.
type Flip struct {
	Check     string  `json:"check"`
	Photo     string  `json:"photo"`
	Bad       bool    `json:"bad"`
	From      Verdict `json:"from"`
	To        Verdict `json:"to"`
	NumberWas float64 `json:"number_was"`
	Number    float64 `json:"number"`
}

// Any tells whether something has changed.
func (c Changes) Any() bool {
	return len(c.Why)+len(c.Flips)+c.Moved+c.Added+c.Removed+c.Turned > 0
}

// Leave is what the next run compares with.
func (r *Result) Leave() *Last {
	last := &Last{Versions: r.Versions, Thresholds: map[string]string{}, Measures: map[string]int{}, Said: map[string]map[string]Said{}}
	for id, c := range r.Checks {
		last.Thresholds[id], last.Measures[id], last.Said[id] = c.Thresholds, c.Version, map[string]Said{}
		for _, j := range c.Judged {
			last.Said[id][j.Photo] = Said{j.Verdict, j.Value.Number, j.Bad}
		}
	}
	return last
}

func (r *runner) changes(result *Result) Changes {
	c := Changes{Why: []string{}, Flips: []Flip{}}
	if r.Last == nil {
		return c
	}
	for _, name := range slices.Sorted(maps.Keys(r.Versions)) {
		if was := r.Last.Versions[name]; was != r.Versions[name] {
			c.Why = append(c.Why, fmt.Sprintf("%s is %s, and was %s", name, r.Versions[name], cmp.Or(was, "unknown")))
		}
	}
	for _, id := range result.Order {
		before, known := r.Last.Said[id]
		if !known {
			continue
		}
		found := result.Checks[id]
		switch {
		case r.Last.Thresholds[id] != found.Thresholds: // and then the version may be another measure's
			c.Why = append(c.Why, fmt.Sprintf("%s has other thresholds or another measure", id))
		case r.Last.Measures[id] != found.Version:
			c.Why = append(c.Why, fmt.Sprintf("%s has version %d of %s, and had %d", id, found.Version, found.Measure, r.Last.Measures[id]))
		}
		c.compare(id, before, found.Judged)
	}
	return c
}

func (c *Changes) compare(id string, before map[string]Said, judged []Judged) {
	left := len(before)
	for _, j := range judged {
		was, known := before[j.Photo]
		if !known {
			c.Added++
			continue
		}
		left--
		if was.Bad != j.Bad {
			c.Turned++
		}
		if was.Number != j.Value.Number {
			c.Moved++
		}
		if was.Verdict != j.Verdict && was.Verdict != None && j.Verdict != None {
			c.Flips = append(c.Flips, Flip{id, dataset.Shown(j.Photo), j.Bad, was.Verdict, j.Verdict, was.Number, j.Value.Number})
		}
	}
	c.Removed += left
}

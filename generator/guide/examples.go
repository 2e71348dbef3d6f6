package guide

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"retake/generator/checks"
	"retake/generator/content"
	"retake/generator/mistake"
)

// Example is the pair of photos that shows readers what a check means.
type Example struct {
	checks.Example
	Check     *checks.Check
	Unit      string             // of the check's measure
	Good, Bad []*content.Picture // in several sizes, the narrowest first
	Sum       string             // of all that a page shows of it
}

// examples finds the pairs that still show what they claim. The others are
// left out with a warning: a page is better without a photo than with one
// that contradicts it.
func (b *builder) examples() {
	f := b.Library.Examples
	if f == nil {
		return
	}
	found, wrong := checks.ParseExamples(f.File, f.Source)
	b.wrong = append(b.wrong, wrong...)
	if found == nil {
		return
	}
	b.site.Examples = map[string]*Example{}
	for _, id := range slices.Sorted(maps.Keys(found.Checks)) {
		why := found.Doubt(id, b.site.Checks, b.site.Measured)
		e := &Example{Example: found.Checks[id], Check: b.site.Checks.Find(id)}
		if why == "" {
			e.Unit = found.Measures[e.Measure].Unit
			e.Good, why = b.sizes(e.Example.Good)
		}
		if why == "" {
			e.Bad, why = b.sizes(e.Example.Bad)
		}
		if why == "" {
			e.Sum = e.sum()
			b.site.Examples[id] = e
			continue
		}
		b.site.Warnings = append(b.site.Warnings, mistake.Mistake{
			Position: mistake.Position{File: f.File}, Rule: "stale-example",
			Text: fmt.Sprintf("the photos of the check %q are not shown: %s", id, why),
			Hint: "samplecheck illustrate draws them anew.",
		})
	}
}

// sizes are the pictures of a photo, or why they are not those that were
// measured.
func (b *builder) sizes(p checks.ExamplePhoto) ([]*content.Picture, string) {
	var list []*content.Picture
	for _, file := range p.Files {
		picture := b.Library.Pictures[file.Name]
		switch {
		case picture == nil:
			return nil, file.Name + " is not there"
		case picture.Sum != file.Sum:
			return nil, file.Name + " is not the picture that was measured"
		}
		list = append(list, picture)
	}
	return list, ""
}

func (e *Example) sum() string {
	text, err := json.Marshal(e.Example)
	if err != nil {
		panic(err) // strings and finite numbers, read from JSON
	}
	sum := sha256.Sum256(append(text, e.Unit+e.Check.Hash()...))
	return hex.EncodeToString(sum[:16])
}

// ExamplesOf are the pairs of the checks that belong to a reason, in the
// order in which its page names them.
func (s *Site) ExamplesOf(p *Page) []*Example {
	var found []*Example
	for _, c := range p.Checks {
		if e := s.Examples[c.ID]; e != nil && p.Kind == Reason && p.Guide.Words["example_"+c.ID+"_bad_alt"] != "" {
			found = append(found, e)
		}
	}
	return found
}

package example

import (
	"maps"

	"retake/generator/checks"
	"retake/samplecheck/measure"
)

// Describe says of a pair what examples.json has of it, with the bytes of its
// pictures by name.
func (p *Pair) Describe(all checks.Checks) (checks.Example, map[string][]byte, error) {
	e := checks.Example{
		Measure: p.Check.Measure, Thresholds: p.Check.Hash(),
		Scene: p.Scene, Surface: p.Surface, Defect: p.Defect.Name, Severity: p.Severity,
		Good: checks.ExamplePhoto{Verdict: "pass", Numbers: Numbers(p.Good.Reading, all)},
		Bad:  checks.ExamplePhoto{Verdict: "fail", Numbers: Numbers(p.Bad.Reading, all)},
	}
	good, data, err := p.Good.Files(p.Check.ID + "-good")
	if err != nil {
		return e, nil, err
	}
	bad, more, err := p.Bad.Files(p.Check.ID + "-bad")
	maps.Copy(data, more)
	e.Good.Files, e.Bad.Files = good, bad
	return e, data, err
}

// Numbers are those of the checks' measures, as far as there are any.
func Numbers(r measure.Reading, all checks.Checks) map[string]float64 {
	found := map[string]float64{}
	for i := range all {
		if n, ok := Number(r, &all[i]); ok {
			found[all[i].Measure] = n
		}
	}
	return found
}

// Taken says how the checks' measures are taken at present.
func Taken(all checks.Checks) map[string]checks.Taken {
	found := map[string]checks.Taken{}
	for _, c := range all {
		if m, ok := measure.Find(c.Measure); ok {
			found[m.Name] = checks.Taken{Version: m.Version, Unit: m.Unit}
		}
	}
	return found
}

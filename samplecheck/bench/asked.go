package bench

import (
	"slices"

	"retake/generator/checks"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
)

// Measures are those that checks are about, in the order of [measure.All].
func Measures(all checks.Checks) []measure.Measure {
	return slices.DeleteFunc(measure.All(), func(m measure.Measure) bool {
		return !slices.ContainsFunc(all, func(c checks.Check) bool { return c.Measure == m.Name })
	})
}

// Asked are the measures that labels ask for: by photo, the names of those of
// the checks that it is labelled for. Several checks of one name ask for all of theirs.
func Asked(all checks.Checks, data *dataset.Dataset) map[string][]string {
	of := map[string][]string{} // by check
	for _, c := range all {
		if _, ok := measure.Find(c.Measure); ok {
			of[c.ID] = append(of[c.ID], c.Measure)
		}
	}
	asked := map[string][]string{}
	for _, l := range data.Labels {
		for _, name := range of[l.Check] {
			if !slices.Contains(asked[l.Photo], name) {
				asked[l.Photo] = append(asked[l.Photo], name)
			}
		}
	}
	return asked
}

// Everywhere asks for every check's measure of every photo, as it takes to know
// what checks say of photos that nobody has labelled for them.
func Everywhere(all checks.Checks, data *dataset.Dataset) map[string][]string {
	names, asked := measure.Names(Measures(all)), make(map[string][]string, len(data.Photos))
	for _, photo := range data.Photos {
		asked[photo] = names
	}
	return asked
}

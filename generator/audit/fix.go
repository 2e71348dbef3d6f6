package audit

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
)

// Fix mends what can be mended safely, and returns what it mended. Of each
// file the last places come first, so that the others stay where they are.
func (r *Report) Fix() ([]Finding, error) {
	var able []Finding
	for _, f := range r.Findings {
		if f.Fix != nil {
			able = append(able, f)
		}
	}
	slices.SortStableFunc(able, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(b.Line, a.Line), cmp.Compare(b.Column, a.Column))
	})
	for from := 0; from < len(able); {
		to := from
		for to < len(able) && able[to].File == able[from].File {
			to++
		}
		if err := fixFile(able[from].File, able[from:to]); err != nil {
			return able[:from], err
		}
		from = to
	}
	return able, nil
}

func fixFile(file string, found []Finding) error {
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("mend %s: %w", file, err)
	}
	src, err := os.ReadFile(file)
	for i := 0; err == nil && i < len(found); i++ {
		src, err = found[i].Fix(src)
	}
	if err == nil {
		err = os.WriteFile(file, src, info.Mode().Perm())
	}
	if err != nil {
		return fmt.Errorf("mend %s: %w", file, err)
	}
	return nil
}

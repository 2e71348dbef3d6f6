package audit

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Baseline counts findings that are known, by their fingerprint. With it an
// old guide can be audited at once: only what is new counts.
type Baseline map[string]int

// Fingerprint names a finding as long as the line that it stands on is the
// same, wherever in its file that line moves. One that stands for many pages
// keeps its name when these become more or fewer.
func (f *Finding) Fingerprint() string {
	place := []string{f.File, f.Page, cmp.Or(strings.TrimSpace(f.Quote), f.Text)}
	if f.alike != "" {
		place = []string{f.alike}
	}
	sum := sha256.Sum256([]byte(strings.Join(append([]string{f.Rule}, place...), "\x00")))
	return hex.EncodeToString(sum[:8])
}

const baselineHead = `# Findings of generator audit that are known, one a line: fingerprint, rule, place.
# Only others count. Take lines away as you mend them, or write the file anew
# with --write-baseline.
`

// WriteBaseline writes the report's findings, and those that are known
// already, as a baseline.
func (r *Report) WriteBaseline(w io.Writer) error {
	all := sorted(slices.Concat(r.Findings, r.Known))
	b := bufio.NewWriter(w)
	fmt.Fprint(b, baselineHead)
	for _, f := range all {
		fmt.Fprintf(b, "%s %s %s\n", f.Fingerprint(), f.Rule, f.Position)
	}
	return b.Flush()
}

// ReadBaseline reads what [Report.WriteBaseline] wrote.
func ReadBaseline(r io.Reader) (Baseline, error) {
	baseline := Baseline{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		print, _, _ := strings.Cut(line, " ")
		if raw, err := hex.DecodeString(print); err != nil || len(raw) != 8 {
			return nil, fmt.Errorf("line %d of the baseline does not begin with a fingerprint; write it anew with --write-baseline", n)
		}
		baseline[print]++
	}
	return baseline, lines.Err()
}

// divide parts findings into those that are new and those that are known. Of
// several that are alike, as many are known as were counted.
func (b Baseline) divide(all []Finding) (fresh, known []Finding) {
	seen := map[string]int{}
	for _, f := range all {
		print := f.Fingerprint()
		if seen[print]++; seen[print] <= b[print] {
			known = append(known, f)
		} else {
			fresh = append(fresh, f)
		}
	}
	return fresh, known
}

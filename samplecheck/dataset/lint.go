package dataset

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"retake/generator/mistake"
	"retake/samplecheck/photo"
)

// Path is where a photo is.
func (d *Dataset) Path(photo string) string {
	return filepath.Join(d.Dir, filepath.FromSlash(photo))
}

// Hash names what is said about a check: the bytes of its photos, their
// labels and their scenes. It is the same wherever the photos lie.
func (d *Dataset) Hash(check string, sums map[string]Sum) string {
	var rows []string
	for _, l := range d.Labels {
		if l.Check != check {
			continue
		}
		row := fmt.Sprintf("%t %q ", l.Bad, l.Scene())
		if sum, ok := sums[l.Photo]; ok {
			row += hex.EncodeToString(sum[:])
		} else {
			row += fmt.Sprintf("not there: %q", l.Photo)
		}
		rows = append(rows, row)
	}
	slices.Sort(rows)
	h := sha256.New()
	for _, row := range rows {
		fmt.Fprintln(h, row)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Sums hashes every photo that labels name. Those that cannot be read are in
// the second result, and those that look, when there is one, refuses.
func (d *Dataset) Sums(ctx context.Context, workers int, look func(name string, data []byte) error) (map[string]Sum, map[string]*photo.Refusal, error) {
	sums, refused := map[string]Sum{}, map[string]*photo.Refusal{}
	var mu sync.Mutex
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, workers))
	for _, name := range d.Photos {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			var data []byte
			var sum Sum
			_, refusal := Stat(d.Path(name))
			if refusal == nil {
				data, sum, refusal = Load(d.Path(name))
			}
			read := refusal == nil
			if read && look != nil {
				errors.As(look(name, data), &refusal)
			}
			mu.Lock()
			defer mu.Unlock()
			if refusal != nil {
				refused[name] = refusal
			}
			if read {
				sums[name] = sum
			}
			return ctx.Err()
		})
	}
	return sums, refused, group.Wait()
}

// Lint finds what would make numbers that rest on these labels wrong or
// weak. known are the checks that there are.
func (d *Dataset) Lint(known []string, sums map[string]Sum, refused map[string]*photo.Refusal) mistake.List {
	l := &linter{Dataset: d}
	l.files(refused)
	l.groups()
	l.twins(sums)
	l.checks(known)
	l.classes()
	return l.found.Sorted()
}

type linter struct {
	*Dataset
	found mistake.List
}

func (l *linter) add(label Label, rule, text, hint string) {
	l.found = append(l.found, l.mistake(label.At, rule, text, hint))
}

// firsts are the labels that name something for the first time.
func (l *linter) firsts(key func(Label) string) []Label {
	seen := map[string]bool{}
	var firsts []Label
	for _, label := range l.Labels {
		if k := key(label); !seen[k] {
			seen[k] = true
			firsts = append(firsts, label)
		}
	}
	return firsts
}

func (l *linter) files(refused map[string]*photo.Refusal) {
	for _, label := range l.firsts(func(l Label) string { return l.Photo }) {
		if r := refused[label.Photo]; r != nil {
			l.add(label, r.Code+"-file", fmt.Sprintf("%q cannot be read", label.Photo), r.Reason)
		}
	}
}

// groups finds photos that belong to two scenes.
func (l *linter) groups() {
	first := map[string]Label{}
	for _, label := range l.Labels {
		before, ok := first[label.Photo]
		if !ok {
			first[label.Photo] = label
		} else if before.Group != label.Group {
			l.add(label, "two-groups", fmt.Sprintf("%q is in the group %q here and in %q on line %d", label.Photo, label.Group, before.Group, before.At.Line), "A photo shows one scene.")
		}
	}
}

// twins finds files with the same bytes: in different scenes they would be
// both learnt from and tested on, and labels that differ cannot both be right.
func (l *linter) twins(sums map[string]Sum) {
	type said struct {
		sum   Sum
		check string
	}
	first, verdict, reported := map[Sum]Label{}, map[said]Label{}, map[string]bool{}
	for _, label := range l.Labels {
		sum, ok := sums[label.Photo]
		if !ok {
			continue
		}
		before, known := first[sum]
		if !known {
			first[sum] = label
		} else if before.Photo != label.Photo && before.Scene() != label.Scene() && !reported[label.Photo] {
			reported[label.Photo] = true
			l.add(label, "duplicate-photo", fmt.Sprintf("%q has the same bytes as %q on line %d, and another group", label.Photo, before.Photo, before.At.Line), "Take one of them out, or give both the same group.")
		}
		other, known := verdict[said{sum, label.Check}]
		if !known {
			verdict[said{sum, label.Check}] = label
		} else if other.Bad != label.Bad {
			l.add(label, "contradiction", fmt.Sprintf("%q has the same bytes as %q on line %d, and the opposite label for %s", label.Photo, other.Photo, other.At.Line, label.Check), "Look at the photo, and keep one.")
		}
	}
}

func (l *linter) checks(known []string) {
	for _, label := range l.firsts(func(l Label) string { return l.Check }) {
		if !slices.Contains(known, label.Check) {
			l.add(label, "unknown-check", fmt.Sprintf("there is no check %q in checks.yaml", label.Check), mistake.DidYouMean(label.Check, known))
		}
	}
}

// classes finds checks with too few photos of a class to say much.
func (l *linter) classes() {
	good, bad, first := map[string]int{}, map[string]int{}, map[string]Label{}
	for _, label := range l.firsts(func(l Label) string { return l.Check }) {
		first[label.Check] = label
	}
	for _, label := range l.Labels {
		if label.Bad {
			bad[label.Check]++
		} else {
			good[label.Check]++
		}
	}
	for _, check := range slices.SortedFunc(maps.Keys(first), cmp.Compare) {
		l.class(first[check], "good", "no", good[check])
		l.class(first[check], "bad", "yes", bad[check])
	}
}

func (l *linter) class(at Label, class, defect string, n int) {
	switch {
	case n == 0:
		l.add(at, "empty-class", fmt.Sprintf("%s has no %s photo", at.Check, class), fmt.Sprintf("Label some with defect %s: without them nothing can be said.", defect))
	case n < Enough:
		l.add(at, "few-photos", fmt.Sprintf("%s has %s, fewer than %d", at.Check, count(n, class+" photo"), Enough), fmt.Sprintf("Label %d more with defect %s: intervals are wide before that.", Enough-n, defect))
	}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

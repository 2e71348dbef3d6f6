package output

import (
	"fmt"
	"maps"
)

// commit chooses the least that publishes the plan: nothing, the manifest
// alone, a swap, or renaming file by file.
func (t *Transaction) commit() (Report, error) {
	if err := t.incomplete(); err != nil {
		return Report{}, fmt.Errorf("publish to %s: %w", t.shown, err)
	}
	p, err := t.plan()
	if err != nil {
		return Report{}, fmt.Errorf("publish to %s: %w", t.shown, err)
	}
	if len(p.clashes) > 0 {
		return Report{}, p.clashes.Sorted()
	}
	t.warnAdopted(p)
	report := Report{
		Written: len(p.write), Unchanged: len(p.keep),
		Removed: len(p.remove), Foreign: len(p.foreign),
	}
	report.InPlace, err = t.publish(p)
	if err != nil {
		return report, fmt.Errorf("publish to %s: %w", t.shown, err)
	}
	return report, nil
}

func (t *Transaction) publish(p *plan) (inPlace bool, err error) {
	next := t.manifest()
	if p.found.exists && len(p.write) == 0 && len(p.remove) == 0 {
		if t.recorded && maps.Equal(next, t.last) {
			return false, nil
		}
		return false, writeSynced(t.own(manifestName), next.encode())
	}
	if !t.inPlace {
		err := t.publishBySwap(p, next.encode())
		if err == nil {
			return false, nil
		}
		t.warn("Published file by file, not at once: %v.", err)
		if err := t.stageWithin(p); err != nil {
			return true, err
		}
	}
	return true, t.publishInPlace(p, next.encode())
}

func (t *Transaction) warnAdopted(p *plan) {
	if p.adopted > 0 && !t.recorded {
		t.warn("There was no record of an earlier build in %s. %d files that were just as this build writes them now belong to it.",
			t.shown, p.adopted)
	}
}

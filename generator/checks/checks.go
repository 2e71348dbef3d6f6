// Package checks reads checks.yaml, the photo checks that stand behind the
// guide's advice: one file for the guide that explains them and for the
// program that measures them. It judges no photos.
package checks

import (
	"fmt"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// Check is one photo check.
type Check struct {
	ID      string
	Reason  string // slug of the reason's page that it serves
	Measure string // what is measured in the photo
	At      mistake.Position
}

// Checks are all checks, in the order of the file.
type Checks []Check

// Parse reads checks.yaml.
func Parse(file string, src []byte) (Checks, mistake.List) {
	root, doc := yamldoc.Parse(file, src, 1)
	var found Checks
	group, _ := root.Map()
	group.Each(func(id string, at mistake.Position, value yamldoc.Node) {
		c := Check{ID: id, At: at}
		m, ok := value.Map()
		if !ok {
			return
		}
		m.Text("reason", &c.Reason)
		m.Text("measure", &c.Measure)
		if c.Reason == "" {
			doc.Add(at, "missing-key", fmt.Sprintf("check %q does not say which reason it serves", id), "Add reason: with the slug of a reason's page.")
		}
		m.Done()
		found = append(found, c)
	})
	return found, doc.Mistakes()
}

// Find is the check with an id, nil when there is none.
func (c Checks) Find(id string) *Check {
	for i := range c {
		if c[i].ID == id {
			return &c[i]
		}
	}
	return nil
}

// IDs are the checks' ids in order.
func (c Checks) IDs() []string {
	ids := make([]string, len(c))
	for i := range c {
		ids[i] = c[i].ID
	}
	return ids
}

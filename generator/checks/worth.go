package checks

// What it takes before a check's shares are shown to readers: below, the
// interval says little else than that nobody knows.
const (
	// Enough is the least number of photos of each class. Of 20 without one
	// mistake, the true share of mistakes may still be 16 %.
	Enough = 20
	// Widest is the width of a share's interval that is still worth
	// showing. Of 20 photos of which half are told right, it is 0.40.
	Widest = 0.35
)

// Rates are the shares that readers are told: of the bad photos those that
// are caught, and of the good ones those that are flagged.
type Rates struct {
	Caught, FalseAlarms Share
	Unseen              bool // of scenes that were not used for choosing the thresholds
}

// Rates prefers the shares of scenes that were not used for choosing. They
// are nil when there is too little to say.
func (f *Found) Rates() *Rates {
	r := Rates{}
	switch {
	case f.CrossValidated != nil:
		r = Rates{f.CrossValidated.Caught, f.CrossValidated.FalseAlarms, true}
	case f.Caught != nil && f.FalseAlarms != nil:
		r = Rates{*f.Caught, *f.FalseAlarms, false}
	}
	if !r.Caught.tells() || !r.FalseAlarms.tells() {
		return nil
	}
	return &r
}

// tells tells whether a share rests on enough photos to be shown.
func (s *Share) tells() bool { return s.N >= Enough && s.High-s.Low <= Widest }

// Flatters tells whether the thresholds were chosen on the very photos that
// were measured, so that they do better there than elsewhere.
func (c *Check) Flatters(f *Found) bool { return c.Tuned != nil && c.Tuned.Labels == f.Labels }

// Find is what was found of a check, nil when it was never measured. Of no
// measurement, there is nothing to be found.
func (m *Measured) Find(id string) *Found {
	if m == nil {
		return nil
	}
	if found, ok := m.Checks[id]; ok && found.Photos > 0 {
		return &found
	}
	return nil
}

// Drawn tells whether a program drew all of the photos that a check was
// measured on, or some of them.
func (m *Measured) Drawn(f *Found) (all, some bool) {
	all = true
	for _, s := range m.Sets {
		for _, name := range f.Sets {
			if s.Name == name {
				all, some = all && s.Synthetic, some || s.Synthetic
			}
		}
	}
	return all && some || m.Synthetic, some || m.Synthetic
}

package audit

import "retake/generator/checks"

// aboutCheck is a finding on a check, at one of its keys or where it begins.
func aboutCheck(c *checks.Check, key, text, hint string) Finding {
	return Finding{Mistake: c.Mistake(key, "", text, hint)}
}

// measured are the checks with what they were measured to be worth. Found is
// nil for those that were never measured.
func (s *Subject) measured(look func(c *checks.Check, found *checks.Found) []Finding) []Finding {
	var all []Finding
	for i := range s.Site.Checks {
		c := &s.Site.Checks[i]
		all = append(all, look(c, s.Site.Measured.Find(c.ID))...)
	}
	return all
}

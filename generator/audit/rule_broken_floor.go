package audit

import (
	"fmt"

	"retake/generator/checks"
)

var brokenFloor = Rule{
	ID: "broken-floor", Area: Measurements, Level: Error,
	Title: "A check that was measured below its floor",
	Why:   "The check misses more bad photos, or sends back more good ones, than its makers allow.",
	Mend:  "Improve the check and measure it again, or lower the floor and say why in checks.yaml.",
	Guide: func(s *Subject) []Finding {
		return s.measured(func(c *checks.Check, found *checks.Found) []Finding {
			if found == nil || c.Floor == nil {
				return nil
			}
			var broken []Finding
			if k := found.Caught; k != nil && k.N > 0 && part(k) < c.Floor.Caught {
				broken = append(broken, aboutCheck(c, "floor", fmt.Sprintf("the check %q finds %d of %d bad photos, less than %.0f %%", c.ID, k.K, k.N, 100*c.Floor.Caught), ""))
			}
			if k := found.FalseAlarms; k != nil && k.N > 0 && part(k) > c.Floor.FalseAlarms {
				broken = append(broken, aboutCheck(c, "floor", fmt.Sprintf("the check %q sends back %d of %d good photos, more than %.0f %%", c.ID, k.K, k.N, 100*c.Floor.FalseAlarms), ""))
			}
			return broken
		})
	},
}

func part(s *checks.Share) float64 { return float64(s.K) / float64(s.N) }

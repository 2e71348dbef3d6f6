package checks

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// Hash names what the check's numbers depend on in checks.yaml: its measure
// and its thresholds. Floors, costs and words may change without it.
func (c *Check) Hash() string {
	text := fmt.Sprintf("check %q measure %q", c.ID, c.Measure)
	if t := c.Threshold; t != nil {
		text += fmt.Sprintf(" %s fail %s unsure %s", t.Side, exact(t.Fail), exact(t.Unsure))
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

// exact is the shortest text that reads as the same number, so that 2.40 and
// 2.4 are the same threshold; and so are the two zeros.
func exact(f float64) string { return strconv.FormatFloat(f+0, 'g', -1, 64) }

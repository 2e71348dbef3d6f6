package page

import (
	"fmt"
	"slices"

	"retake/samplecheck/bench"
)

// matrixRow is a check that fails, and how often each other one fails with it.
type matrixRow struct {
	Check string
	Cells []matrixCell
}

type matrixCell struct {
	Same  bool
	Other string
	Both  *number
	Level int // 0 to 5: how much
}

func (v *view) matrix() {
	const levels = 5
	for _, id := range v.Order {
		row := matrixRow{Check: id}
		for _, other := range v.Order {
			if id == other {
				row.Cells = append(row.Cells, matrixCell{Same: true, Other: other})
				continue
			}
			at := slices.IndexFunc(v.Together, func(p bench.Pair) bool { return p.Check == id && p.Other == other })
			if at < 0 {
				continue
			}
			both := v.Together[at].Both
			c := matrixCell{Other: other, Both: shareOf(&both, fmt.Sprintf("together.%d.both", at))}
			if both.N > 0 {
				c.Level = int(levels*both.Value() + 0.5)
			}
			row.Cells = append(row.Cells, c)
		}
		v.Matrix = append(v.Matrix, row)
	}
}

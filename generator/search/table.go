package search

import (
	"strconv"
	"strings"
	"unicode"
)

// table reads ranges of code points.
func table(steps string) *unicode.RangeTable {
	t := &unicode.RangeTable{}
	var from, to uint32
	for i, step := range strings.Fields(steps) {
		n, err := strconv.ParseUint(step, 36, 32)
		if err != nil {
			panic(err) // a constant of this package
		}
		if to += uint32(n); i%2 == 0 {
			from = to
			continue
		}
		if to <= 0xffff {
			t.R16 = append(t.R16, unicode.Range16{Lo: uint16(from), Hi: uint16(to), Stride: 1})
			if to <= unicode.MaxLatin1 {
				t.LatinOffset++
			}
		} else {
			t.R32 = append(t.R32, unicode.Range32{Lo: from, Hi: to, Stride: 1})
		}
	}
	return t
}

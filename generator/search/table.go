package search

import (
	"fmt"
	"strings"
	"unicode"
)

// table reads pairs of code points.
func table(ranges string) *unicode.RangeTable {
	t := &unicode.RangeTable{}
	for part := range strings.FieldsSeq(ranges) {
		var from, to uint32
		if _, err := fmt.Sscanf(part, "%x-%x", &from, &to); err != nil {
			panic("search: range " + part) // a constant of this package
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

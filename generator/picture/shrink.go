package picture

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// mostColours of a picture are kept.
const mostColours = 64

// tint is a colour of a picture, without its opacity, which is always full.
type tint struct {
	r, g, b uint8
	count   int // pixels
	nearest int // chosen colour
	away    int // from it, squared
}

func (t tint) distance(o tint) int {
	r, g, b := int(t.r)-int(o.r), int(t.g)-int(o.g), int(t.b)-int(o.b)
	return 2*r*r + 4*g*g + b*b // about as much as eyes mind
}

// shrink turns a picture into one with a palette. Flat areas keep their exact
// colour, since they have the most pixels; the blends at edges share what is
// left. Nothing is dithered.
func shrink(full *image.RGBA) *image.Paletted {
	tints, index := census(full)
	chosen := choose(tints)
	small := image.NewPaletted(full.Bounds(), chosen)
	eachRun(full, func(from, to int, key uint32) {
		entry := uint8(tints[index[key]].nearest)
		for i := from; i < to; i++ {
			small.Pix[i] = entry
		}
	})
	return small
}

// census counts the colours, most frequent first. The map leads from a
// colour to its place.
func census(full *image.RGBA) ([]tint, map[uint32]int) {
	counts := map[uint32]int{}
	eachRun(full, func(from, to int, key uint32) { counts[key] += to - from })
	tints := make([]tint, 0, len(counts))
	for key, count := range counts {
		tints = append(tints, tint{r: uint8(key >> 16), g: uint8(key >> 8), b: uint8(key), count: count})
	}
	slices.SortFunc(tints, func(a, b tint) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.key(), b.key()))
	})
	for i, t := range tints {
		counts[t.key()] = i
	}
	return tints, counts
}

func (t tint) key() uint32 { return uint32(t.r)<<16 | uint32(t.g)<<8 | uint32(t.b) }

// eachRun visits the runs of pixels of one colour, in order.
func eachRun(full *image.RGBA, visit func(from, to int, key uint32)) {
	pix := full.Pix
	at := func(i int) uint32 { return uint32(pix[4*i])<<16 | uint32(pix[4*i+1])<<8 | uint32(pix[4*i+2]) }
	for from, n := 0, len(pix)/4; from < n; {
		key, to := at(from), from+1
		for to < n && at(to) == key {
			to++
		}
		visit(from, to, key)
		from = to
	}
}

// choose takes the most frequent colour and then, one by one, the colour
// whose pixels are worst served by those taken before. It notes the nearest
// chosen one in every tint.
func choose(tints []tint) color.Palette {
	for i := range tints {
		tints[i].away = 1 << 40
	}
	var chosen color.Palette
	for next := 0; len(chosen) < mostColours && tints[next].away > 0; {
		take := tints[next]
		worst := 0
		for i := range tints {
			t := &tints[i]
			if d := t.distance(take); d < t.away {
				t.nearest, t.away = len(chosen), d
			}
			if w := t.away * t.count; w > worst {
				next, worst = i, w
			}
		}
		chosen = append(chosen, color.RGBA{take.r, take.g, take.b, 0xff})
	}
	return chosen
}

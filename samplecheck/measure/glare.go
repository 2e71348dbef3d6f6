package measure

import (
	"math"

	"retake/samplecheck/photo"
)

// glare is what the measures of glare share.
type glare struct {
	w, h   int     // of a coarse picture: each pixel the mean of a square of the small frame's
	square int     // the side of the square
	value  []int32 // the largest channel, in sixteenths of a level: paper under warm light is as light as under white
	on     []bool  // whether it is part of the subject
	paper  float64 // the level that nine of ten pixels of the subject that are not burnt out stay under
	common float64 // the level that six of ten stay under
	excess float64
}

const (
	coarseSide  = 200  // pixels on the long side of the coarse picture: smaller spots hide nothing
	topShare    = 0.02 // of the subject, that is compared with its paper
	paperShare  = 0.90
	burntOut    = 245 // levels of the largest channel
	printCells  = 32  // along the long side, in which print is looked for
	printSlope  = 40  // levels over two pixels
	printShare  = 0.015
	printReach  = 3 // cells around print that belong to what is printed on
	leastCoarse = 20
	sixteenths  = 16 // in a level
)

const noSubject = "there is no document and no print to judge glare on"

func (s *scene) glare() *glare {
	if s.foundGlare == nil {
		s.foundGlare = newGlare(s)
	}
	if s.foundGlare.paper < 0 {
		return nil
	}
	return s.foundGlare
}

func newGlare(s *scene) *glare {
	g := coarse(s.peaks(), s.Small.Width, s.Small.Height)
	if outline := s.outline(s.Small); outline != nil {
		for y := range g.h {
			for x := range g.w {
				g.on[y*g.w+x] = outline.contains((float64(x)+0.5)*float64(g.square), (float64(y)+0.5)*float64(g.square))
			}
		}
	} else {
		g.keepPrint(s.Small)
	}
	subject := newSpread(255, 1.0/sixteenths)
	for i, v := range g.value {
		if g.on[i] {
			subject.counts[v]++
			subject.all++
		}
	}
	if subject.all < leastCoarse {
		g.paper = -1
		return g
	}
	g.paper, g.common = g.unburnt(subject).at(paperShare), subject.at(commonShare)
	g.excess = max(0, subject.middle(1-topShare, 1)-g.paper)
	return g
}

// unburnt is what is not burnt out: a large reflection must not become the
// reference that it is compared with. A subject that is burnt out for the
// most part is an exposure's fault, and stays its own reference.
func (*glare) unburnt(subject *spread) *spread {
	rest := &spread{counts: subject.counts[:burntOut*sixteenths], step: subject.step}
	for _, n := range rest.counts {
		rest.all += int(n)
	}
	if 2*rest.all < subject.all {
		return subject
	}
	return rest
}

func coarse(peaks []uint8, width, height int) *glare {
	k := max(1, (max(width, height)+coarseSide-1)/coarseSide)
	g := &glare{w: width / k, h: height / k, square: k}
	g.value, g.on = make([]int32, g.w*g.h), make([]bool, g.w*g.h)
	for y := range g.h * k {
		out := g.value[y/k*g.w:][:g.w]
		for first := range k {
			row := peaks[y*width+first:]
			for x := range out {
				out[x] += int32(row[x*k])
			}
		}
	}
	for i, sum := range g.value {
		g.value[i] = sum * sixteenths / int32(k*k)
	}
	return g
}

// keepPrint makes the subject what lies near print: cells of the picture with
// steep slopes in them, and those around.
func (g *glare) keepPrint(p photo.Picture) {
	cell := max(1, (max(p.Width, p.Height)+printCells-1)/printCells)
	columns, rows := (p.Width+cell-1)/cell, (p.Height+cell-1)/cell
	least := int(math.Ceil(printShare * float64(cell*cell)))
	steep := make([]int, columns*rows) // pixels, until there are enough
	for y := 1; y+1 < p.Height; y++ {
		above, here, below := p.Luma[(y-1)*p.Width:][:p.Width], p.Luma[y*p.Width:][:p.Width], p.Luma[(y+1)*p.Width:][:p.Width]
		counts := steep[y/cell*columns:][:columns]
		for column := range counts {
			if counts[column] >= least {
				continue
			}
			from, to := max(1, column*cell), min(len(here)-1, (column+1)*cell)
			count := int32(0)
			for x := from; x < to; x++ {
				gx, gy := int32(here[x+1])-int32(here[x-1]), int32(below[x])-int32(above[x])
				count -= (printSlope*printSlope - gx*gx - gy*gy) >> 31 // -1 where it is steep: no branch that cannot be guessed
			}
			counts[column] += int(count)
		}
	}
	around := make([]bool, columns*rows)
	for y := range rows {
		for x := range columns {
			if steep[y*columns+x] < least {
				continue
			}
			for ny := max(0, y-printReach); ny <= min(rows-1, y+printReach); ny++ {
				for nx := max(0, x-printReach); nx <= min(columns-1, x+printReach); nx++ {
					around[ny*columns+nx] = true
				}
			}
		}
	}
	for y := range g.h {
		for x := range g.w {
			g.on[y*g.w+x] = around[y*g.square/cell*columns+x*g.square/cell]
		}
	}
}

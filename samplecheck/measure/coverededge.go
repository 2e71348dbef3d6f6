package measure

import (
	"math"
	"sort"

	"retake/samplecheck/photo"
)

// The strips that are compared, and what counts as the same colour.
const (
	stripNear  = 7.0 / 640  // of the document's width, from the side to the strip
	stripFar   = 13.0 / 640 // to its far end
	stripSteps = 3
	placesEach = 128 // along a side
	cornerSkip = 4   // places by a corner that are not looked at: it may be round
	sameColour = 8.0 // ΔE between inside and outside
	notPaper   = 14.0
	gapAllowed = 2
)

// coveredEdge finds what lies across the document's edge, such as a finger.
//
// Definition. At 128 places along each side the colour (CIELAB) just inside
// and just outside, in strips that are 1.1 to 2.0 % of the document's width
// away from it. A place crosses when the two colours are
// closer than 8, or than half of what they differ by in the middle of the
// side, while the inside is more than 14 from the side's median inside:
// something goes on across the edge that is not the document. The number is
// the longest run of such places, with gaps of two, by the document's width.
//
//	covered-edge = longest run / 128 · length of its side / width of the document
//
// Should not react to: the colour of skin, which is never asked for; light.
//
// Source: the "crossing run", which told 260 drawn scenes apart for the
// lightest and the darkest hands alike, where rules of skin colour failed.
//
// Known failures: a strap or a cable triggers it too, rightly; a finger wholly
// inside the document does not; nor does one where the corners are wrong.
var coveredEdge = Measure{
	Name: "covered-edge", Title: "longest run of the edge that something lies across", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 3, Version: 2, Experimental: true, Needs: photo.ColourPart,
	take: ofDocument(func(s *scene, d *photo.Document) float64 {
		_, from, to := longestRun(s, d)
		return to - from
	}),
}

// longestRun is the side with the longest run of crossing places, and where it
// begins and ends, in document widths from the side's first corner.
func longestRun(s *scene, d *photo.Document) (side int, from, to float64) {
	w, h := float64(s.Frame.Width), float64(s.Frame.Height)
	corner := func(k int) (x, y float64) { return d.Corners[k%4].X * w, d.Corners[k%4].Y * h }
	x0, y0 := corner(0)
	x1, y1 := corner(1)
	width := math.Hypot(x1-x0, y1-y0)
	for k := range 4 {
		ax, ay := corner(k)
		bx, by := corner(k + 1)
		length := math.Hypot(bx-ax, by-ay)
		nx, ny := -(by-ay)/length, (bx-ax)/length // inwards: corners go clockwise
		var inside, outside [placesEach]lab
		var known [placesEach]bool
		for i := range placesEach {
			t := (float64(i) + 0.5) / placesEach
			x, y := ax+(bx-ax)*t, ay+(by-ay)*t
			in, okIn := s.strip(x, y, nx, ny, width)
			out, okOut := s.strip(x, y, -nx, -ny, width)
			inside[i], outside[i], known[i] = in, out, okIn && okOut
		}
		start, end := crossing(inside, outside, known)
		if run := float64(end-start) / placesEach * length / width; run > to-from {
			side = k
			from = float64(start) / placesEach * length / width
			to = from + run
		}
	}
	return side, from, to
}

// strip is the mean colour of a few points of the frame beside a side.
func (s *scene) strip(x, y, nx, ny, width float64) (lab, bool) {
	var sums [3]float64
	for i := range stripSteps {
		away := width * (stripNear + (stripFar-stripNear)*float64(i)/(stripSteps-1))
		px, py := int(math.Floor(x+nx*away)), int(math.Floor(y+ny*away))
		if px < 0 || py < 0 || px >= s.Frame.Width || py >= s.Frame.Height {
			return lab{}, false
		}
		at := 3 * (py*s.Frame.Width + px)
		for c := range sums {
			sums[c] += float64(s.Frame.Pix[at+c]) / stripSteps
		}
	}
	return toLab(sums[0], sums[1], sums[2]), true
}

// crossing is the longest run of places of a side at which inside goes on
// outside.
func crossing(inside, outside [placesEach]lab, known [placesEach]bool) (from, to int) {
	paper := medianColour(inside, known)
	var steps []float64
	for i := range inside {
		if known[i] {
			steps = append(steps, inside[i].from(outside[i]))
		}
	}
	if len(steps) == 0 {
		return 0, 0
	}
	sort.Float64s(steps)
	same := max(sameColour, steps[len(steps)/2]/2)
	start, last := -1, -1
	for i := cornerSkip; i < placesEach-cornerSkip; i++ {
		if known[i] && inside[i].from(outside[i]) < same && inside[i].from(paper) > notPaper {
			if start < 0 || i-last > gapAllowed+1 {
				start = i
			}
			if last = i; last+1-start > to-from {
				from, to = start, last+1
			}
		}
	}
	return from, to
}

func medianColour(colours [placesEach]lab, known [placesEach]bool) lab {
	var those []lab
	for i, c := range colours {
		if known[i] {
			those = append(those, c)
		}
	}
	return median(those)
}

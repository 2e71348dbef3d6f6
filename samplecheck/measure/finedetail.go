package measure

import (
	"math"
	"sync"

	"retake/samplecheck/photo"
)

// window is how many pixels a spectrum is taken of, and how far the windows
// and the lines that they lie on are apart.
const (
	window       = 64
	windowStep   = 64
	lineStep     = 12
	leastSpread  = 30 // levels between the darkest and lightest pixel: there is nothing in flat paper to judge
	fineFrom     = 0.12
	fineTo       = 0.30 // cycles a pixel; above lies noise
	fewestChunks = 8
)

// fineDetail is the second opinion on sharpness: it knows nothing of edges.
//
// Definition. Of stretches of 64 pixels along every twelfth row and column of
// the frame that span at least 30 levels, the power spectrum under a Hann
// window; all added up; log10 of the power at 0.12 to 0.30 cycles a pixel by
// that below 0.12, without the mean.
//
//	fine-detail = log10(Σ P(f) for 0.12 ≤ f ≤ 0.30 / Σ P(f) for 0 < f < 0.12)
//
// Should not react to: exposure, contrast, the camera's resolution.
//
// Source: the ratio of bands was second to edge width among ten measures on
// drawn scenes; it fails differently: noise and fine patterns raise it.
//
// Known failures: noise; a picture of large plain shapes.
var fineDetail = Measure{
	Name: "fine-detail", Title: "power of fine detail against coarse, as a second opinion on sharpness", Unit: "log10",
	Worse: WorseBelow, Low: -8, High: 4, Version: 2, Experimental: true, Needs: photo.LightPart | photo.OutlinePart,
	take: func(s *scene) Value {
		var power [window / 2]float64
		p, chunks := s.Frame, 0
		for y := 0; y < p.Height; y += lineStep {
			for x := 0; x+window <= p.Width; x += windowStep {
				chunks += addPower(&power, p.Luma[y*p.Width+x:], 1)
			}
		}
		for x := 0; x < p.Width; x += lineStep {
			for y := 0; y+window <= p.Height; y += windowStep {
				chunks += addPower(&power, p.Luma[y*p.Width+x:], p.Width)
			}
		}
		if chunks < fewestChunks {
			return Value{Absent: "there is too little to see to judge sharpness by"}
		}
		fine, coarse := 1e-9, 1e-9
		for k := 1; k < len(power); k++ {
			switch f := float64(k) / window; {
			case f < fineFrom:
				coarse += power[k]
			case f <= fineTo:
				fine += power[k]
			}
		}
		return s.value(max(-8, min(4, math.Log10(fine/coarse))))
	},
}

// waves are a cosine and a sine at the places from the middle of a window to
// its end, for each frequency.
var waves = sync.OnceValue(func() *[window / 2][2][window / 2]float64 {
	var w [window / 2][2][window / 2]float64
	for k := range w {
		for i := range window / 2 {
			w[k][1][i], w[k][0][i] = math.Sincos(2 * math.Pi * float64(k) * (float64(i) + 0.5) / window)
		}
	}
	return &w
})

var hann = func() (weights [window]float64) {
	for i := range weights {
		weights[i] = 0.5 - 0.5*math.Cos(2*math.Pi*(float64(i)+0.5)/window)
	}
	return weights
}()

// addPower adds the spectrum of one stretch, every step-th pixel of which is
// taken, and says how many it added. Cosines are the same on either side of
// the middle, and sines the opposite, so both sides are folded together first.
func addPower(power *[window / 2]float64, luma []uint8, step int) int {
	var values [window]float64
	low, high, sum := uint8(255), uint8(0), 0
	for i := range values {
		v := luma[i*step]
		low, high = min(low, v), max(high, v)
		sum += int(v)
		values[i] = float64(v)
	}
	if int(high)-int(low) < leastSpread {
		return 0
	}
	var even, odd [window / 2]float64
	mean := float64(sum) / window
	for i := range even {
		right, left := hann[window/2+i]*(values[window/2+i]-mean), hann[window/2-1-i]*(values[window/2-1-i]-mean)
		even[i], odd[i] = right+left, right-left
	}
	w := waves()
	for k := 1; float64(k) <= fineTo*window; k++ {
		re, im := 0.0, 0.0
		cos, sin := &w[k][0], &w[k][1]
		for i := range even {
			re += even[i] * cos[i]
			im += odd[i] * sin[i]
		}
		power[k] += re*re + im*im
	}
	return 1
}

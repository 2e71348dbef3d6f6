package synth

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// dice are the random numbers of one purpose. Each purpose rolls its own, so
// that drawing one thing more in one place changes nothing in another.
type dice struct{ *rand.Rand }

func roll(seed uint64, purpose string) dice {
	h := fnv.New64a()
	h.Write([]byte(purpose))
	return dice{rand.New(rand.NewPCG(seed, h.Sum64()))}
}

func (d dice) between(low, high float64) float64 { return low + (high-low)*d.Float64() }

func (d dice) chance(share float64) bool { return d.Float64() < share }

func pick[T any](d dice, list ...T) T { return list[d.IntN(len(list))] }

// noise is a smooth random landscape between -1 and 1 whose hills are about
// one unit wide.
type noise uint32

func (n noise) at(x, y float64) float64 {
	left, top := math.Floor(x), math.Floor(y)
	i, j := uint32(int64(left)), uint32(int64(top))
	u, v := ease(x-left), ease(y-top)
	upper := mix(n.knot(i, j), n.knot(i+1, j), u)
	lower := mix(n.knot(i, j+1), n.knot(i+1, j+1), u)
	return mix(upper, lower, v)
}

// knot is the height at a crossing of the grid: an integer hash.
func (n noise) knot(i, j uint32) float64 {
	h := uint32(n) ^ i*0x9E3779B1 ^ j*0x85EBCA77
	h ^= h >> 15
	h *= 0x2C1B3C6D
	h ^= h >> 12
	h *= 0x297A2D39
	h ^= h >> 15
	return float64(h)/(1<<31) - 1
}

// rough adds octaves of ever smaller hills. What is smaller than a pixel fades
// out, so that nothing flickers however far the camera is; pixel is its size
// in the units of x and y.
func (n noise) rough(x, y, pixel float64, octaves int) float64 {
	sum, height := 0.0, 1.0
	for octave := range octaves {
		seen := 1 - step(0.35, 0.9, pixel)
		if seen == 0 {
			break
		}
		sum += height * seen * (n+noise(octave)*7919).at(x, y)
		x, y, pixel, height = 2*x, 2*y, 2*pixel, height/2
	}
	return sum
}

func mix(a, b, t float64) float64 { return a + (b-a)*t }

func clamp(v float64) float64 { return min(max(v, 0), 1) }

// ease goes from 0 to 1 with no bend at either end.
func ease(t float64) float64 { return t * t * (3 - 2*t) }

// step is 0 below low, 1 above high, and eases between them.
func step(low, high, v float64) float64 { return ease(clamp((v - low) / (high - low))) }

package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// ratio is the standard error of a share by scene, as the jackknife finds it:
// each scene is left out once.
func ratio(photos []Counted) float64 {
	scenes := map[string]bool{}
	for _, p := range photos {
		scenes[p.Scene] = true
	}
	var shares []float64
	for scene := range scenes {
		k, n := 0.0, 0.0
		for _, p := range photos {
			if p.Scene != scene {
				n++
				if p.Yes {
					k++
				}
			}
		}
		shares = append(shares, k/n)
	}
	mean, squares, m := 0.0, 0.0, float64(len(shares))
	for _, s := range shares {
		mean += s / m
	}
	for _, s := range shares {
		squares += (s - mean) * (s - mean)
	}
	return math.Sqrt(squares * (m - 1) / m)
}

// TestScenesAreWorthWhatTheJackknifeSays: with scenes of one size the two are
// the same thing, up to m / (m - 1).
func TestScenesAreWorthWhatTheJackknifeSays(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	photos := scenic(random, 40, 6, 2, .3)
	s, err := ByScene(photos), ratio(photos)
	v := s.Value()
	few := student(39) / student(239)
	if want := v * (1 - v) / (err * err) / (few * few); math.Abs(s.Worth/want-1) > .03 || s.Worth > 200 {
		t.Errorf("%d photos are worth %.1f, and by the jackknife %.1f", s.N, s.Worth, want)
	}
}

func TestScenesAtTheirEnds(t *testing.T) {
	same := func(n int, yes bool, scene string) []Counted { return slices.Repeat([]Counted{{yes, scene}}, n) }
	own := func(n int, yes bool, scene string) []Counted {
		photos := same(n, yes, scene)
		for i := range photos {
			photos[i].Scene += fmt.Sprint(i)
		}
		return photos
	}
	for _, c := range []struct {
		what   string
		photos []Counted
		worth  float64
	}{
		{"one scene, however many photos", append(same(9, true, "a"), same(3, false, "a")...), 1},
		{"a photo a scene", append(own(9, true, "a"), own(3, false, "b")...), 12},
		{"all agree", own(20, true, "a"), 20},
		{"two scenes, each of one mind", append(same(10, true, "a"), same(10, false, "b")...), 1},
	} {
		s := ByScene(c.photos)
		if plain := Of(s.K, s.N); math.Abs(s.Worth-c.worth) > 1e-9 || s.Low > plain.Low+1e-9 || s.High < plain.High-1e-9 {
			t.Errorf("%s: %+v, plain %+v, want it to be worth %v", c.what, s, plain, c.worth)
		}
	}
	if s := ByScene(nil); s != Of(0, 0) {
		t.Errorf("of nothing: %+v", s)
	}
}

func TestNeededKnowsWhatPhotosAreWorth(t *testing.T) {
	plain, _ := Of(45, 50).NeededAtLeast(.85)
	half := Share{K: 45, N: 50, Worth: 25}
	if n, ok := half.NeededAtLeast(.85); !ok || n < 2*plain-1 || n > 2*plain+1 {
		t.Errorf("%d photos needed, of which two are worth one; of others it takes %d", n, plain)
	}
}

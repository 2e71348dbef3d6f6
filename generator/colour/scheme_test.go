package colour

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// accents are the colours that publishers pick on a bad day, and then random
// ones.
func accents(n int) []Colour {
	list := []Colour{Default}
	for _, r := range []uint8{0, 128, 255} {
		for _, g := range []uint8{0, 128, 255} {
			for _, b := range []uint8{0, 128, 255} {
				list = append(list, Colour{r, g, b})
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range n {
		v := random.Uint32()
		list = append(list, Colour{uint8(v), uint8(v >> 8), uint8(v >> 16)})
	}
	return list
}

// promised pairs of names and the ratio that they reach. The table is
// written out by name, so that it does not share a mistake with the code.
func promised() map[[2]string]float64 {
	pairs := map[[2]string]float64{
		{"onaccent", "accent"}: 4.5,
		{"dink", "dpaper"}:     4.5,
		{"accent", "dpaper"}:   3,
		{"bad", "dpaper"}:      3,
		{"good", "dpaper"}:     3,
	}
	for _, under := range []string{"page", "surface", "accentsoft", "badsoft", "goodsoft", "notesoft", "warnsoft"} {
		for _, text := range []string{"ink", "muted", "accent", "bad", "good", "warn"} {
			pairs[[2]string{text, under}] = 4.5
		}
		pairs[[2]string{"control", under}] = 3
		pairs[[2]string{"focus", under}] = 3
	}
	return pairs
}

func TestEveryPromisedPairHoldsForAnyAccent(t *testing.T) {
	pairs := promised()
	for _, accent := range accents(4000) {
		light, dark := Scheme(accent)
		for scheme, p := range map[string]Palette{"light": light, "dark": dark} {
			by := named(p)
			for pair, want := range pairs {
				if got := Contrast(by[pair[0]], by[pair[1]]); got < want {
					t.Fatalf("accent %s, %s: %s %s on %s %s is %.3f, want %.1f",
						accent, scheme, pair[0], by[pair[0]], pair[1], by[pair[1]], got, want)
				}
			}
		}
	}
}

func named(p Palette) map[string]Colour {
	by := map[string]Colour{}
	for _, t := range p.Tokens() {
		by[t.Name] = t.Colour
	}
	return by
}

func TestReadableAccentIsKept(t *testing.T) {
	kept := 0
	for _, accent := range accents(2000) {
		light, dark := Scheme(accent)
		for _, p := range []Palette{light, dark} {
			passes := Contrast(accent, p.Page) >= 4.5 && Contrast(accent, p.Surface) >= 4.5
			if passes != (p.Accent == accent) {
				t.Fatalf("accent %s passes: %t, but became %s", accent, passes, p.Accent)
			}
			if passes {
				kept++
			}
		}
	}
	if kept == 0 {
		t.Error("no accent was kept, so nothing was tested")
	}
}

func TestMovedAccentKeepsItsHue(t *testing.T) {
	for _, accent := range accents(4000) {
		light, dark := Scheme(accent)
		for _, p := range []Palette{light, dark} {
			before, after := toLCH(accent), toLCH(p.Accent)
			if after.C < 0.03 {
				continue // 8 bits cannot hold the hue of a near grey
			}
			turn := math.Abs(math.Remainder(before.H-after.H, 2*math.Pi)) * 180 / math.Pi
			if turn > 3 {
				t.Fatalf("accent %s became %s and turned by %.1f degrees", accent, p.Accent, turn)
			}
		}
	}
}

// One more step of lightness back towards the publisher's colour must break
// a promise, or the accent was moved too far.
func TestMovedAccentMovesNoFurtherThanItMust(t *testing.T) {
	const step = 0.006 // a little over one step of 8 bits
	for _, accent := range accents(1000) {
		light, dark := Scheme(accent)
		for back, p := range map[float64]Palette{step: light, -step: dark} {
			if p.Accent == accent {
				continue
			}
			nearer := toLCH(p.Accent)
			nearer.L += back
			backgrounds := append(p.softs(), p.Page, p.Surface, p.DrawPaper)
			if on(4.5, backgrounds...)(nearer.colour()) {
				t.Fatalf("accent %s became %s, but %s would do", accent, p.Accent, nearer.colour())
			}
		}
	}
}

func TestGreyAccentTintsNothing(t *testing.T) {
	light, dark := Scheme(Colour{128, 128, 128})
	for _, p := range []Palette{light, dark} {
		for _, c := range []Colour{p.Page, p.Ink, p.Muted, p.AccentSoft, p.DrawSoft} {
			if c.R != c.G || c.G != c.B {
				t.Errorf("%s is not grey", c)
			}
		}
	}
}

func TestSchemesAreLightAndDark(t *testing.T) {
	for _, accent := range accents(200) {
		light, dark := Scheme(accent)
		if light.Page.Luminance() < 0.85 || dark.Page.Luminance() > 0.03 {
			t.Errorf("accent %s: pages %s and %s", accent, light.Page, dark.Page)
		}
		if dark.DrawGlow.Luminance() < 0.7 {
			t.Errorf("accent %s: the glow of the dark scheme is %s", accent, dark.DrawGlow)
		}
	}
}

func TestCSSWritesBothSchemesInAFixedOrder(t *testing.T) {
	light, dark := Scheme(Default)
	css := CSS(light, dark)
	if css != CSS(Scheme(Default)) {
		t.Error("the same accent gave other bytes")
	}
	lightPart, darkPart, both := strings.Cut(css, "@media screen and (prefers-color-scheme:dark){:root{")
	if !both || !strings.HasPrefix(lightPart, ":root{color-scheme:light dark;--page:"+light.Page.String()+";--surface:") {
		t.Fatalf("got %s", css)
	}
	for _, want := range []string{"--accent:" + Default.String() + ";", "--dshade:" + light.DrawShade.String() + "40}"} {
		if !strings.Contains(lightPart, want) {
			t.Errorf("the light part lacks %s: %s", want, lightPart)
		}
	}
	if !strings.Contains(darkPart, "--dshade:"+dark.DrawShade.String()+"80}}") {
		t.Errorf("the dark part lacks its shade: %s", darkPart)
	}
}

package colour

import (
	"math"
	"slices"
)

// Contrast ratios that WCAG 2.2 AA asks for.
const (
	textContrast = 4.5 // success criterion 1.4.3
	edgeContrast = 3.0 // success criterion 1.4.11
)

// Scheme derives both palettes from an accent. In each:
//
//   - Ink, Muted, Accent, Bad, Good and Warn reach 4.5:1 on Page, Surface
//     and all soft backgrounds, OnAccent on Accent, DrawInk on DrawPaper;
//   - Control and Focus reach 3:1 on all of those backgrounds, and Accent,
//     Bad and Good on DrawPaper;
//   - Accent is the given colour where that reaches 4.5:1 on Page and
//     Surface. Elsewhere it has the same hue and another lightness.
func Scheme(accent Colour) (light, dark Palette) {
	return inLight.palette(accent), inDark.palette(accent)
}

// tone is a lightness and a chroma in OKLCH, waiting for a hue.
type tone struct{ L, C float64 }

func (t tone) in(hue float64) lch { return lch{t.L, t.C, hue} }

// recipe is one scheme before it knows the accent. The tones were chosen by
// eye; what must be readable is then moved as far as it takes.
type recipe struct {
	texts float64 // the lightness that texts flee to: 0 black, 1 white

	page, surface, ink, muted, line, control tone // tinted by the accent
	state, soft                              tone // tinted by what they mean
	note                                     tone // as soft, but must not pass for the accent
	paper, sketch, skin, glow, shade         tone // drawings

	shadeOpacity float64
}

var inLight = recipe{
	texts: 0,

	page: tone{0.981, 0.004}, surface: tone{1, 0},
	ink: tone{0.255, 0.028}, muted: tone{0.47, 0.026},
	line: tone{0.9, 0.012}, control: tone{0.61, 0.026},
	state: tone{0.5, 0.16}, soft: tone{0.955, 0.024}, note: tone{0.955, 0.012},
	paper: tone{1, 0}, sketch: tone{0.87, 0.02},
	skin: tone{0.85, 0.05}, glow: tone{0.975, 0.05}, shade: tone{0.16, 0.02},
	shadeOpacity: 0.25,
}

var inDark = recipe{
	texts: 1,

	page: tone{0.2, 0.014}, surface: tone{0.25, 0.017},
	ink: tone{0.94, 0.008}, muted: tone{0.77, 0.018},
	line: tone{0.35, 0.02}, control: tone{0.6, 0.024},
	state: tone{0.78, 0.12}, soft: tone{0.29, 0.04}, note: tone{0.31, 0.02},
	paper: tone{0.31, 0.018}, sketch: tone{0.45, 0.022},
	skin: tone{0.72, 0.05}, glow: tone{0.95, 0.08}, shade: tone{0, 0},
	shadeOpacity: 0.5,
}

// Hues of what has a meaning of its own, as OKLCH angles.
var (
	hueBad  = 27 * math.Pi / 180
	hueWarn = 80 * math.Pi / 180
	hueGood = 152 * math.Pi / 180
	hueNote = 265 * math.Pi / 180
	hueSkin = 65 * math.Pi / 180
	hueGlow = 95 * math.Pi / 180
)

func (r recipe) palette(accent Colour) Palette {
	from := toLCH(accent)
	tint := func(t tone) lch {
		// A grey accent has no hue worth spreading.
		return lch{t.L, t.C * min(1, from.C/0.05), from.H}
	}
	p := Palette{
		Page: tint(r.page).colour(), Surface: tint(r.surface).colour(), Line: tint(r.line).colour(),
		AccentSoft: lch{r.soft.L, min(r.soft.C, from.C), from.H}.colour(),
		BadSoft:    r.soft.in(hueBad).colour(), GoodSoft: r.soft.in(hueGood).colour(),
		NoteSoft: r.note.in(hueNote).colour(), WarnSoft: r.soft.in(hueWarn).colour(),
		DrawPaper: tint(r.paper).colour(), DrawInk: tint(r.ink).colour(), DrawSoft: tint(r.sketch).colour(),
		DrawSkin: r.skin.in(hueSkin).colour(), DrawGlow: r.glow.in(hueGlow).colour(), DrawShade: tint(r.shade).colour(),
		ShadeOpacity: r.shadeOpacity,
	}
	r.write(&p, accent, tint)
	return p
}

// write fills in the texts and edges, once the backgrounds are there, and
// then clears the soft backgrounds for an accent that was kept.
func (r recipe) write(p *Palette, accent Colour, tint func(tone) lch) {
	all := append(p.softs(), p.Page, p.Surface, p.DrawPaper)
	readable := on(textContrast, all...)
	p.Ink = tint(r.ink).towards(r.texts, readable)
	p.Muted = tint(r.muted).towards(r.texts, readable)
	p.Bad = r.state.in(hueBad).towards(r.texts, readable)
	p.Warn = r.state.in(hueWarn).towards(r.texts, readable)
	p.Good = r.state.in(hueGood).towards(r.texts, readable)
	p.Control = tint(r.control).towards(r.texts, on(edgeContrast, all...))
	p.Accent = accent
	if !on(textContrast, p.Page, p.Surface)(accent) {
		p.Accent = toLCH(accent).towards(r.texts, readable)
	}
	p.Focus = p.Accent
	p.OnAccent = p.Surface
	for _, soft := range []*Colour{&p.AccentSoft, &p.BadSoft, &p.GoodSoft, &p.NoteSoft, &p.WarnSoft} {
		*soft = toLCH(*soft).towards(1-r.texts, on(textContrast, p.Accent))
	}
}

func (p *Palette) softs() []Colour {
	return []Colour{p.AccentSoft, p.BadSoft, p.GoodSoft, p.NoteSoft, p.WarnSoft}
}

// on tells of a colour whether it reaches a contrast with all of others.
func on(ratio float64, others ...Colour) func(Colour) bool {
	return func(c Colour) bool {
		return !slices.ContainsFunc(others, func(o Colour) bool { return Contrast(c, o) < ratio })
	}
}

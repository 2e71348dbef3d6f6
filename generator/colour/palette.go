package colour

// Palette is every colour of the site in one scheme. All of them are opaque,
// so that a contrast between any two can be told.
type Palette struct {
	Page    Colour // background of the page
	Surface Colour // background of cards and fields

	Ink     Colour // text
	Muted   Colour // secondary text
	Line    Colour // hairlines, decoration only: below 3:1
	Control Colour // border of inputs, 3:1 on every background

	Accent     Colour // links and filled buttons
	OnAccent   Colour // text on a filled button
	AccentSoft Colour // background of strips and of what is chosen
	Focus      Colour // focus ring, 3:1 on every background

	Bad, Good, Warn                       Colour // text and marks
	BadSoft, GoodSoft, NoteSoft, WarnSoft Colour // backgrounds of notices

	DrawPaper Colour // drawings: paper and cards
	DrawInk   Colour // drawings: outlines
	DrawSoft  Colour // drawings: second tone
	DrawSkin  Colour // drawings: hands and faces
	DrawGlow  Colour // drawings: light, pale in both schemes
	DrawShade Colour // drawings: darkness, laid over what is dim

	ShadeOpacity float64 // how much of 1 DrawShade covers; the rest shines through
}

// Token is a colour with the name of its custom property, without the dashes.
type Token struct {
	Name   string
	Colour Colour
}

// Tokens is the palette in the order in which it is written.
func (p Palette) Tokens() []Token {
	return []Token{
		{"page", p.Page}, {"surface", p.Surface},
		{"ink", p.Ink}, {"muted", p.Muted}, {"line", p.Line}, {"control", p.Control},
		{"accent", p.Accent}, {"onaccent", p.OnAccent}, {"accentsoft", p.AccentSoft}, {"focus", p.Focus},
		{"bad", p.Bad}, {"good", p.Good}, {"warn", p.Warn},
		{"badsoft", p.BadSoft}, {"goodsoft", p.GoodSoft}, {"notesoft", p.NoteSoft}, {"warnsoft", p.WarnSoft},
		{"dpaper", p.DrawPaper}, {"dink", p.DrawInk}, {"dsoft", p.DrawSoft},
		{"dskin", p.DrawSkin}, {"dglow", p.DrawGlow}, {"dshade", p.DrawShade},
	}
}

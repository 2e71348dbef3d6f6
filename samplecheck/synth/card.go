package synth

import (
	"fmt"
	"math"
	"strings"
)

// The sizes of documents, in millimetres (ISO/IEC 7810).
const (
	cardWidth, cardHeight = 85.6, 53.98 // ID-1
	cardRadius            = 3.18
	pageWidth, pageHeight = 125.0, 88.0 // ID-3
)

// The sizes of the smallest print on a card and on a page, in millimetres.
const smallPrint, smallPagePrint = 1.6, 2.5

// issuer is a country that does not exist, and the look of its documents. Its
// code starts with X, which ISO 3166 leaves to everybody's own use.
type issuer struct {
	name, code, title, passport string
	paper, tinge                uint32 // the two ends of the background
	line, accent                uint32
	chip                        bool
}

var issuers = []issuer{
	{"REPUBLIC OF VELMARA", "XVM", "IDENTITY CARD", "PASSPORT", 0xEAF1F4, 0xC9DDE8, 0x3A7CA5, 0x16425B, false},
	{"KINGDOM OF OSTRIN", "XOT", "NATIONAL ID", "PASSPORT", 0xF5EEE4, 0xE8D3C0, 0xB0644A, 0x6E2C2C, true},
	{"COMMONWEALTH OF LUNEA", "XLN", "CITIZEN CARD", "PASSPORT", 0xEEF3EA, 0xCFE0CB, 0x4D8B61, 0x1F4A38, false},
	{"FREE STATE OF TARNOVA", "XTV", "PERSONAL IDENTITY", "PASSPORT", 0xF0ECF4, 0xD6CCE4, 0x7A64A8, 0x3E2F66, true},
}

// holder is what a document says of its person. The names are those that
// specimens have everywhere: nobody's.
type holder struct {
	person
	family, given, born, issued, expires, number, place string
	wave                                                []vec // the signature
}

func enrol(d dice) holder {
	h := holder{
		person: invent(d),
		family: pick(d, "SAMPLE", "EXAMPLE", "SPECIMEN", "MUSTER", "EJEMPLO", "ESEMPIO"),
		given:  pick(d, "ALEX", "ROBIN", "SAM NOEL", "KIM", "TONI MARIE", "JULE", "SASHA"),
		place:  pick(d, "PORT ELLERY", "NEW CALDER", "SILVERMERE", "HALDEN BAY"),
		number: fmt.Sprintf("%c%c%06d%d", 'K'+rune(d.IntN(8)), 'A'+rune(d.IntN(8)), d.IntN(1000000), d.IntN(10)),
	}
	day, month, issued := 1+d.IntN(28), 1+d.IntN(12), 2019+d.IntN(6)
	h.born = fmt.Sprintf("%02d %02d %d", day, month, 1950+d.IntN(52))
	h.issued = fmt.Sprintf("%02d %02d %d", 1+d.IntN(28), 1+d.IntN(12), issued)
	h.expires = h.issued[:6] + fmt.Sprint(issued+10)
	at := vec{}
	for i := range 9 {
		h.wave = append(h.wave, vec{at.X, at.Y + d.between(-1.6, 1.6)*(1-0.07*float64(i))})
		at.X += d.between(0.7, 2.2)
	}
	return h
}

// drawCard prints an identity card at so many pixels a millimetre.
func drawCard(seed uint64, scale float64) canvas {
	d := roll(seed, "document")
	from := issuers[d.IntN(len(issuers))]
	h := enrol(d)
	c := newCanvas(cardWidth, cardHeight, scale)
	from.background(c, d, vec{}, cardWidth, cardHeight)
	c.fill(rectangle(0, 0, cardWidth, 8.6), ink(from.accent, 0.93))
	c.fill(emblem(d, vec{6, 4.3}, 3), ink(0xFFFFFF, 0.95))
	c.fill(bold.text(from.name, vec{10.8, 4.4}, 3, 0.12), ink(0xFFFFFF, 1))
	c.fill(regular.text(from.title, vec{10.8, 7.3}, 2.1, 0.3), ink(0xFFFFFF, 0.85))
	c.write(bold, from.code, vec{cardWidth - 12, 6}, 4.4, ink(0xFFFFFF, 0.9))
	h.draw(c, vec{4.2, 10.8}, 21)
	from.fields(c, h, vec{28.4, 12.2}, 5.4, smallPrint)
	if from.chip {
		chip(c, vec{69.5, 12})
	} else {
		ghost(c, h, vec{70, 11.5}, 11, from)
	}
	hologram(c, d, vec{23, 33}, 5)
	c.fill(stroke(curve(h.wave...), 0.28).moved(vec{55, 34.5}, -4, 1), ink(0x1C2440, 0.85))
	specimen(c, vec{29.5, 37.4}, -13, 8.6)
	c.fill(rectangle(0, 39.4, cardWidth, cardHeight), ink(0xFFFFFF, 0.62))
	for i, line := range h.card(from) {
		c.fill(mono.pitched(line, vec{4.6, 43.4 + 4*float64(i)}, 3.5, 2.54), ink(0x161616, 0.95))
	}
	return c
}

// drawPage prints an open passport: the data page below the fold, and the
// page above it.
func drawPage(seed uint64, scale float64) canvas {
	d := roll(seed, "document")
	from := issuers[d.IntN(len(issuers))]
	h := enrol(d)
	c := newCanvas(pageWidth, 2*pageHeight, scale)
	from.background(c, d, vec{}, pageWidth, pageHeight)
	c.fill(rosette(d, vec{62, 44}, 34), ink(from.line, 0.4))
	c.fill(caps.text("Notes", vec{10, 14}, 5, 0.6), ink(from.accent, 0.6))
	top := vec{0, pageHeight}
	from.background(c, d, top, pageWidth, pageHeight)
	c.fill(emblem(d, vec{9.5, 97}, 4), ink(from.accent, 0.85))
	c.fill(bold.text(from.name, vec{16, 96.6}, 3.6, 0.25), ink(from.accent, 0.95))
	c.fill(regular.text(from.passport, vec{16, 100.4}, 2.5, 0.6), ink(from.accent, 0.8))
	c.write(bold, from.code, vec{106, 98.5}, 4.2, ink(from.accent, 0.9))
	h.draw(c, vec{5.5, 104.5}, 33)
	from.fields(c, h, vec{43, 108}, 8.3, smallPagePrint)
	ghost(c, h, vec{103, 124}, 14, from)
	hologram(c, d, vec{37, 143}, 8)
	c.fill(stroke(curve(h.wave...), 0.34).moved(vec{72, 147}, -4, 1.3), ink(0x1C2440, 0.85))
	specimen(c, vec{45, 141}, -14, 12.4)
	c.fill(rectangle(0, 152.5, pageWidth, 24), ink(0xFFFFFF, 0.55))
	for i, line := range h.page(from) {
		c.fill(mono.pitched(line, vec{5.5, 160.5 + 7*float64(i)}, 3.9, 2.6), ink(0x161616, 0.95))
	}
	return c
}

func (from issuer) background(c canvas, d dice, at vec, width, height float64) {
	const bands = 64
	for i := range bands {
		share := float64(i) / bands
		c.fill(rectangle(at.X+width*share, at.Y, width/bands+0.2, height), ink(tint(from.paper, from.tinge, share), 1))
	}
	for range 2 {
		lines := waves(d, width, -2, height+2, 22)
		c.part(at, width, height).fill(lines.moved(at, 0, 1), ink(from.line, 0.42))
	}
	c.fill(rosette(d, at.plus(vec{width * 0.74, height * 0.5}), height*0.34), ink(from.accent, 0.3))
}

// fields prints what the document says, line by line: a small name and below
// it the value.
func (from issuer) fields(c canvas, h holder, at vec, pitch, small float64) {
	rows := [][2]string{
		{"Surname", h.family}, {"Given names", h.given}, {"Date of birth", h.born}, {"Place of birth", h.place}, {"Valid until", h.expires},
	}
	size := small / 0.6
	for i, row := range rows {
		y := at.Y + pitch*float64(i)
		c.write(regular, row[0], vec{at.X, y}, small, ink(from.accent, 0.85))
		c.write(bold, row[1], vec{at.X, y + size*0.92}, size, ink(0x141414, 0.95))
	}
	beside := at.plus(vec{pitch * 4.1, pitch * 2})
	c.write(regular, "Document no.", beside, small, ink(from.accent, 0.85))
	c.write(mono, h.number, beside.plus(vec{0, size * 0.92}), size*0.98, ink(0x141414, 0.95))
}

// ghost is the small, pale second portrait.
func ghost(c canvas, h holder, at vec, width float64, from issuer) {
	h.draw(c, at, width)
	c.fill(rounded(at.X, at.Y, width, width*portraitHeight/portraitWidth, 0.3), ink(tint(from.paper, from.tinge, 0.7), 0.62))
}

// chip is the gold contact plate of a smart card.
func chip(c canvas, at vec) {
	c.fill(rounded(at.X, at.Y, 11, 9, 1.4), ink(0xC9A24B, 1))
	c.soften(rounded(at.X+1, at.Y+0.6, 6, 3, 1), ink(0xF2DDA0, 0.9), 1.6)
	line := ink(0x7A5E22, 0.9)
	c.fill(rounded(at.X+3.6, at.Y+2.6, 3.8, 3.8, 0.8), line)
	c.fill(rounded(at.X+3.8, at.Y+2.8, 3.4, 3.4, 0.7), ink(0xD2AE5A, 1))
	for i := range 3 {
		y := at.Y + 2.2 + 2.3*float64(i)
		c.fill(rectangle(at.X, y, 3.6, 0.2), line)
		c.fill(rectangle(at.X+7.4, y, 3.6, 0.2), line)
	}
}

// hologram is a shimmering star that overlaps the portrait.
func hologram(c canvas, d dice, centre vec, radius float64) {
	hues := []uint32{0xE46AA8, 0xF0C75A, 0x6AD08C, 0x58B7E6, 0xA07AE0}
	turn := d.between(0, 360)
	for i := range 40 {
		from, to := turn+9*float64(i), turn+9*float64(i)+9.4
		wedge := polygon(centre, centre.plus(toward(from).times(radius)), centre.plus(toward(to).times(radius)))
		c.fill(wedge, ink(hues[i%len(hues)], 0.16))
	}
	c.fill(rosette(d, centre, radius*0.92), ink(0xFFFFFF, 0.5))
}

// specimen says across the document what it is.
func specimen(c canvas, at vec, degrees, size float64) {
	c.fill(bold.text("SPECIMEN", vec{}, size, size*0.06).moved(at, degrees, 1), ink(0xC4262E, 0.34))
}

// card and page are lines like those that machines read: made of the
// document's own words, with no check digits, so that no machine takes them.
func (h holder) card(from issuer) []string {
	return []string{
		filled("I<"+from.code+h.number+"<<SPECIMEN", 30),
		filled(digits(h.born)+"<"+digits(h.expires)+"<"+from.code+"<<SPECIMEN", 30),
		filled(h.family+"<<"+strings.ReplaceAll(h.given, " ", "<"), 30),
	}
}

func (h holder) page(from issuer) []string {
	return []string{
		filled("P<"+from.code+h.family+"<<"+strings.ReplaceAll(h.given, " ", "<"), 44),
		filled(h.number+"<"+from.code+digits(h.born)+"<"+digits(h.expires)+"<<SPECIMEN", 44),
	}
}

// digits is a date as year, month, day of two digits each.
func digits(date string) string { return date[8:] + date[3:5] + date[:2] }

func filled(words string, length int) string {
	return words + strings.Repeat("<", int(math.Max(0, float64(length-len(words)))))
}

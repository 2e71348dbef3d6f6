package picture

import (
	"fmt"
	"image"
	"image/color"
	stddraw "image/draw"

	"retake/generator/colour"
)

// Distances in pixels. Text keeps margin to the edges.
const (
	margin  = 76
	middle  = Width / 2
	caption = 27 // size of the names at the top
	top     = 140
	bottom  = 588
)

// Rooms for the title, the first that fits is taken. As long as it can, a
// title stays within the middle square.
var (
	titleRooms = []room{
		{590, 92, 1}, {590, 80, 2}, {640, 72, 2}, {760, 72, 2}, {640, 64, 3}, {760, 64, 3}, {960, 62, 3}, {Width - 2*margin, 58, 3},
	}
	headRooms = []room{
		{590, 76, 1}, {590, 64, 1}, {620, 56, 2}, {760, 54, 2}, {960, 52, 2}, {Width - 2*margin, 44, 3},
	}
	summaryRooms = []room{{590, 34, 2}, {760, 34, 2}, {820, 32, 3}}
)

// sheet is the picture while it is drawn.
type sheet struct {
	canvas
	colour.Palette
}

// finder is the frame of a camera's viewfinder around the picture. Its corners
// are apart, since a shape costs as much time as the area around it.
const finder = `<svg viewBox="0 0 1200 630"><g class="d-accentline" stroke-width="7">` +
	`<path d="M40 108v-48a20 20 0 0 1 20-20h48"/><path d="M1092 40h48a20 20 0 0 1 20 20v48"/>` +
	`<path d="M1160 522v48a20 20 0 0 1-20 20h-48"/><path d="M108 590h-48a20 20 0 0 1-20-20v-48"/></g></svg>`

// emblem stands where there is neither a title nor a drawing: a card within
// a viewfinder.
const emblem = `<svg viewBox="0 0 240 180"><path class="d-accentline" stroke-width="7" d="` +
	`M10 48v-24a14 14 0 0 1 14-14h24M192 10h24a14 14 0 0 1 14 14v24M230 132v24a14 14 0 0 1-14 14h-24M48 170h-24a14 14 0 0 1-14-14v-24"/>` +
	`<rect class="d-paper d-accentline" stroke-width="5" x="46" y="46" width="148" height="88" rx="10"/>` +
	`<rect class="d-accent" x="62" y="64" width="38" height="52" rx="6"/>` +
	`<path class="d-softline" stroke-width="7" d="M118 72h58M118 90h58M118 108h34"/></svg>`

func (s sheet) background() {
	stddraw.Draw(s.RGBA, s.Bounds(), image.NewUniform(s.AccentSoft), image.Point{}, stddraw.Src)
	s.own(finder, s.Bounds())
}

// own draws one of the drawings above.
func (s sheet) own(svg string, area image.Rectangle) {
	d, err := openDrawing([]byte(svg))
	if err == nil {
		err = d.draw(s.canvas, d.fit(area), s.Palette)
	}
	if err != nil {
		panic(fmt.Sprintf("own drawing: %v", err)) // it is part of the program
	}
}

// names writes the guide's name where reading starts and the kind of the
// page on the other side.
func (s sheet) names(site, kind string, rightToLeft bool) {
	const half = Width/2 - margin - 20
	name, nameLines := fit(site, bold(), []room{{half, caption, 1}})
	sort, sortLines := fit(kind, regular(), []room{{half, caption, 1}})
	for _, line := range nameLines {
		s.beside(name, line, s.Accent, rightToLeft)
	}
	for _, line := range sortLines {
		s.beside(sort, line, s.Muted, !rightToLeft)
	}
}

func (s sheet) beside(l letters, line string, with color.Color, right bool) {
	x := float64(margin)
	if right {
		x = Width - margin - l.width(line)
	}
	l.write(s.canvas, line, x, margin+20, with)
}

// words is the layout without a drawing.
func (s sheet) words(title, summary string) {
	if title == "" {
		s.own(emblem, image.Rect(margin, top, Width-margin, bottom).Inset(24))
		return
	}
	large, lines := fit(title, bold(), titleRooms)
	small, more := fit(summary, regular(), summaryRooms)
	gap := 0.0
	if len(more) > 0 {
		gap = 28
	}
	height := large.height(lines) + gap + small.height(more)
	at := max((float64(Height)-height)/2+8, top-10)
	s.centred(large, lines, at, s.Ink)
	s.centred(small, more, at+large.height(lines)+gap, s.Muted)
}

// illustrated is the layout with a drawing under the title.
func (s sheet) illustrated(title string, d drawing) error {
	from := float64(margin + 50)
	if title != "" {
		l, lines := fit(title, bold(), headRooms)
		s.centred(l, lines, from, s.Ink)
		from += l.height(lines) + 24
	}
	return d.draw(s.canvas, d.fit(image.Rect(middle-350, int(from), middle+350, bottom)), s.Palette)
}

// Heights of a line and of its letters, as shares of the size.
const (
	leading  = 1.16
	ascender = 0.82
)

func (l letters) height(lines []string) float64 {
	return float64(len(lines)) * l.size * leading
}

// centred writes lines below each other, the first one's top at the given
// height.
func (s sheet) centred(l letters, lines []string, top float64, with color.Color) {
	for i, line := range lines {
		baseline := top + l.size*(ascender+(leading-1)/2+leading*float64(i))
		l.write(s.canvas, line, middle-l.width(line)/2, baseline, with)
	}
}

// drawMask is the standard library's, on the canvas.
func drawMask(on canvas, area image.Rectangle, source image.Image, mask image.Image, from image.Point) {
	stddraw.DrawMask(on.RGBA, area, source, image.Point{}, mask, from, stddraw.Over)
}

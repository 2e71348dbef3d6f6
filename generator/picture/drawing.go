package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"

	"retake/generator/colour"
)

// Limits of a drawing. The guide's own are far below.
const (
	largestDrawing = 64 << 10 // bytes
	deepestDrawing = 32       // elements within elements
)

// drawing is an SVG of the guide's own kind: shapes whose colours are classes.
type drawing struct {
	source        []byte
	x, y          float64 // corner of the view box
	width, height float64
}

// openDrawing reads the view box, which says how the drawing is to be placed.
func openDrawing(source []byte) (drawing, error) {
	if len(source) > largestDrawing {
		return drawing{}, fmt.Errorf("larger than %d bytes", largestDrawing)
	}
	root, err := start(xml.NewDecoder(bytes.NewReader(source)))
	if err != nil {
		return drawing{}, err
	}
	box, err := (&numbers{attribute(root, "viewBox")}).all()
	if err != nil || len(box) != 4 || !(box[2] > 0 && box[3] > 0) {
		return drawing{}, fmt.Errorf("viewBox %q is not x, y, width and height", attribute(root, "viewBox"))
	}
	return drawing{source, box[0], box[1], box[2], box[3]}, nil
}

// Check says why a drawing cannot be drawn; nil when it can.
func Check(svg []byte) error {
	light, _ := colour.Scheme(colour.Default)
	d, err := openDrawing(svg)
	if err == nil {
		on := newCanvas(image.Rect(0, 0, 32, 32)) // all of it is read, however small it is drawn
		err = d.draw(on, d.fit(on.Bounds()), light)
	}
	return err
}

func start(from *xml.Decoder) (xml.StartElement, error) {
	for {
		token, err := from.Token()
		if err != nil {
			return xml.StartElement{}, err
		}
		if element, is := token.(xml.StartElement); is {
			return element, nil
		}
	}
}

func attribute(of xml.StartElement, name string) string {
	for _, a := range of.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// fit is the largest area of the drawing's shape within the given one, in its
// middle.
func (d drawing) fit(in image.Rectangle) image.Rectangle {
	scale := min(float64(in.Dx())/d.width, float64(in.Dy())/d.height)
	w, h := max(int(d.width*scale), 1), max(int(d.height*scale), 1)
	at := in.Min.Add(image.Pt((in.Dx()-w)/2, (in.Dy()-h)/2))
	return image.Rectangle{at, at.Add(image.Pt(w, h))}
}

// draw fills the area of the canvas with the drawing.
func (d drawing) draw(on canvas, area image.Rectangle, palette colour.Palette) error {
	from := xml.NewDecoder(bytes.NewReader(d.source))
	root, err := start(from)
	if err != nil {
		return err
	}
	scale := float64(area.Dx()) / d.width
	to := matrix{scale, 0, 0, float64(area.Dy()) / d.height, float64(area.Min.X), float64(area.Min.Y)}
	s := sketch{from, on.part(area), classes(palette)}
	return s.children(root, plain(palette, to.after(translation(-d.x, -d.y))), 1)
}

// sketch draws the elements of one drawing as they are read.
type sketch struct {
	from    *xml.Decoder
	on      canvas
	classes map[string]paint
}

// element draws one element with what is in it. A see-through one is drawn
// apart and then laid over, so that its parts do not show through each other.
func (s sketch) element(e xml.StartElement, look style, depth int) error {
	if depth > deepestDrawing {
		return errors.New("too deep")
	}
	opacity, err := look.read(e, s.classes)
	if err != nil {
		return fmt.Errorf("%s: %w", e.Name.Local, err)
	}
	if e.Name.Local != "g" && (look.fill == nil || look.stroke == nil) {
		look.fill, look.stroke = faded(look.fill, opacity), faded(look.stroke, opacity)
		opacity = 1 // one colour shows nothing of itself through
	}
	if opacity == 1 {
		return s.opaque(e, look, depth)
	}
	below := s.on
	s.on = canvas{image.NewRGBA(below.Bounds()), below.raster}
	err = s.opaque(e, look, depth)
	below.lay(s.on, opacity)
	return err
}

func (s sketch) opaque(e xml.StartElement, look style, depth int) error {
	p := pen{to: look.to}
	if err := p.shape(e); err != nil {
		return fmt.Errorf("%s: %w", e.Name.Local, err)
	}
	if look.fill != nil {
		s.on.fill(p.contours, look.fill)
	}
	if look.stroke != nil {
		s.on.fill(look.brush().outline(p.contours), look.stroke)
	}
	return s.children(e, look, depth)
}

func (s sketch) children(of xml.StartElement, look style, depth int) error {
	for {
		token, err := s.from.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := s.element(token, look, depth+1); err != nil {
				return err
			}
		}
	}
}

// faded is a colour at a share of its opacity; nil stays nil.
func faded(c color.Color, share float64) color.Color {
	if c == nil || share == 1 {
		return c
	}
	full := color.NRGBAModel.Convert(c).(color.NRGBA)
	full.A = uint8(math.Round(float64(full.A) * share))
	return full
}

// shape draws what an element other than g is.
func (p *pen) shape(e xml.StartElement) error {
	switch e.Name.Local {
	case "path":
		return p.follow(attribute(e, "d"))
	case "polyline", "polygon":
		return p.polygon(attribute(e, "points"), e.Name.Local == "polygon")
	}
	n, err := lengths(e)
	if err != nil {
		return err
	}
	switch e.Name.Local {
	case "rect":
		p.rect(n)
	case "circle":
		p.ellipse(point{n["cx"], n["cy"]}, n["r"], n["r"])
	case "ellipse":
		p.ellipse(point{n["cx"], n["cy"]}, n["rx"], n["ry"])
	case "line":
		p.move(point{n["x1"], n["y1"]})
		p.line(point{n["x2"], n["y2"]})
	}
	return nil
}

// lengths reads the attributes that are one number each.
func lengths(e xml.StartElement) (map[string]float64, error) {
	n := map[string]float64{}
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2":
			v, err := (&numbers{a.Value}).number()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", a.Name.Local, err)
			}
			n[a.Name.Local] = v
		}
	}
	return n, nil
}

func (p *pen) rect(n map[string]float64) {
	x, y, w, h := n["x"], n["y"], n["width"], n["height"]
	if !(w > 0 && h > 0) {
		return
	}
	rx, ry := n["rx"], n["ry"]
	if ry == 0 {
		ry = rx
	} else if rx == 0 {
		rx = ry
	}
	p.round(x, y, w, h, min(rx, w/2), min(ry, h/2))
}

func (p *pen) round(x, y, w, h, rx, ry float64) {
	first := point{x + rx, y}
	p.move(first)
	for i, c := range []point{{x + w - rx, y + ry}, {x + w - rx, y + h - ry}, {x + rx, y + h - ry}, {x + rx, y + ry}} {
		angle := float64(i-1) * math.Pi / 2
		sin, cos := math.Sincos(angle)
		p.line(c.plus(point{rx * cos, ry * sin}))
		if rx > 0 && ry > 0 {
			p.sweep(c, rx, ry, 0, angle, math.Pi/2)
		}
	}
	p.close(first)
}

func (p *pen) polygon(points string, closed bool) error {
	list, err := (&numbers{points}).all()
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(list); i += 2 {
		at := point{list[i], list[i+1]}
		if i == 0 {
			p.move(at)
			continue
		}
		p.line(at)
	}
	if closed && len(list) > 1 {
		p.close(point{list[0], list[1]})
	}
	return nil
}

package synth

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// canvas is a flat thing to draw on, in millimetres from its top left corner.
type canvas struct {
	*image.RGBA
	scale float64 // pixels a millimetre
	brush *vector.Rasterizer
}

func newCanvas(width, height, scale float64) canvas {
	area := image.Rect(0, 0, int(math.Round(width*scale)), int(math.Round(height*scale)))
	return canvas{image.NewRGBA(area), scale, new(vector.Rasterizer)}
}

// part is the same canvas, on which nothing outside a rectangle is drawn.
func (c canvas) part(at vec, width, height float64) canvas {
	edge := func(v float64) int { return int(math.Round(v * c.scale)) }
	area := image.Rect(edge(at.X), edge(at.Y), edge(at.X+width), edge(at.Y+height))
	return canvas{c.SubImage(area).(*image.RGBA), c.scale, c.brush}
}

// fill covers a shape.
func (c canvas) fill(s shape, with color.Color) {
	area := c.trace(s, 0)
	if !area.Empty() {
		c.brush.Draw(c.RGBA, area, image.NewUniform(with), image.Point{})
	}
}

// soften covers a shape whose border fades over a width in millimetres.
func (c canvas) soften(s shape, with color.Color, width float64) {
	radius := max(1, int(math.Round(width*c.scale/3)))
	area := c.trace(s, 3*radius)
	if area.Empty() {
		return
	}
	mask := image.NewAlpha(area)
	c.brush.Draw(mask, area, image.Opaque, image.Point{})
	for range 3 {
		smear(mask, radius)
	}
	draw.DrawMask(c.RGBA, area, image.NewUniform(with), image.Point{}, mask, area.Min, draw.Over)
}

// within runs a drawing and keeps only what falls into the shape.
func (c canvas) within(s shape, paint func(layer canvas)) {
	area := c.trace(s, 0)
	if area.Empty() {
		return
	}
	mask := image.NewAlpha(area)
	c.brush.Draw(mask, area, image.Opaque, image.Point{})
	layer := canvas{image.NewRGBA(area), c.scale, new(vector.Rasterizer)}
	draw.Draw(layer.RGBA, area, c.RGBA, area.Min, draw.Src)
	paint(layer)
	draw.DrawMask(c.RGBA, area, layer.RGBA, area.Min, mask, area.Min, draw.Over)
}

// trace hands the shape to the brush and says which pixels it may touch.
func (c canvas) trace(s shape, margin int) image.Rectangle {
	low, high := s.bounds()
	area := image.Rect(
		int(math.Floor(low.X*c.scale))-margin, int(math.Floor(low.Y*c.scale))-margin,
		int(math.Ceil(high.X*c.scale))+margin, int(math.Ceil(high.Y*c.scale))+margin,
	).Intersect(c.Bounds())
	if area.Empty() {
		return area
	}
	c.brush.Reset(area.Dx(), area.Dy())
	for _, contour := range s {
		for i, p := range contour {
			x, y := grid(p.X*c.scale-float64(area.Min.X)), grid(p.Y*c.scale-float64(area.Min.Y))
			if i == 0 {
				c.brush.MoveTo(x, y)
				continue
			}
			c.brush.LineTo(x, y)
		}
		c.brush.ClosePath()
	}
	return area
}

// grid rounds to 1/64 of a pixel, so that the last bit of a product, in which
// processors differ, changes nothing.
func grid(v float64) float32 { return float32(math.Round(v*64) / 64) }

// smear averages a mask over 2·radius + 1 pixels in both directions.
func smear(mask *image.Alpha, radius int) {
	width, height := mask.Rect.Dx(), mask.Rect.Dy()
	line := make([]uint8, max(width, height))
	for y := range height {
		average(mask.Pix[y*mask.Stride:], 1, line[:width], radius)
	}
	for x := range width {
		average(mask.Pix[x:], mask.Stride, line[:height], radius)
	}
}

// average replaces the values that stand a stride apart, as many as the
// scratch line is long.
func average(pix []uint8, stride int, line []uint8, radius int) {
	for i := range line {
		line[i] = pix[i*stride]
	}
	sum, span := 0, 2*radius+1
	at := func(i int) int {
		if i < 0 || i >= len(line) {
			return 0
		}
		return int(line[i])
	}
	for i := -radius; i <= radius; i++ {
		sum += at(i)
	}
	for i := range line {
		pix[i*stride] = uint8((sum + span/2) / span)
		sum += at(i+radius+1) - at(i-radius)
	}
}

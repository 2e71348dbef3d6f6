package picture

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// canvas draws shapes on an image, of which it never leaves the bounds.
type canvas struct {
	*image.RGBA
	raster *vector.Rasterizer
}

func newCanvas(area image.Rectangle) canvas {
	return canvas{image.NewRGBA(area), new(vector.Rasterizer)}
}

// part is the same canvas, limited to an area of it.
func (c canvas) part(area image.Rectangle) canvas {
	return canvas{c.SubImage(area).(*image.RGBA), c.raster}
}

// fill covers what is inside the contours, by the nonzero rule.
func (c canvas) fill(contours []contour, with color.Color) {
	area := bounds(contours).Intersect(c.Bounds())
	if area.Empty() {
		return
	}
	c.raster.Reset(area.Dx(), area.Dy())
	for _, contour := range contours {
		for i, p := range contour.points {
			x, y := grid(p.X-float64(area.Min.X)), grid(p.Y-float64(area.Min.Y))
			if i == 0 {
				c.raster.MoveTo(x, y)
				continue
			}
			c.raster.LineTo(x, y)
		}
		c.raster.ClosePath()
	}
	c.raster.Draw(c.RGBA, area, image.NewUniform(with), image.Point{})
}

// grid rounds to what can be told apart in the picture, so that the last bit
// of a sum, in which processors differ, changes nothing.
func grid(v float64) float32 { return float32(math.Round(v*64) / 64) }

func bounds(contours []contour) image.Rectangle {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, c := range contours {
		for _, p := range c.points {
			low = point{min(low.X, p.X), min(low.Y, p.Y)}
			high = point{max(high.X, p.X), max(high.Y, p.Y)}
		}
	}
	if low.X > high.X {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(low.X)), int(math.Floor(low.Y)), int(math.Ceil(high.X)), int(math.Ceil(high.Y)))
}

// lay puts a layer over the canvas with an opacity from 0 to 1. Both have the
// same bounds.
func (c canvas) lay(layer canvas, opacity float64) {
	share := uint32(math.Round(opacity * 255))
	area := c.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		under := c.Pix[c.PixOffset(area.Min.X, y):][:4*area.Dx()]
		over := layer.Pix[layer.PixOffset(area.Min.X, y):]
		for i := 0; i < len(under); i += 4 {
			if over[i+3] == 0 {
				continue
			}
			rest := 255*255 - uint32(over[i+3])*share
			for j := i; j < i+4; j++ {
				under[j] = uint8((uint32(under[j])*rest + uint32(over[j])*share*255 + 255*255/2) / (255 * 255))
			}
		}
	}
}

package vision

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"retake/samplecheck/measure"
)

// withOrientation puts EXIF data with an orientation before a JPEG's first segment.
func withOrientation(data []byte, order binary.AppendByteOrder, orientation uint16) []byte {
	tiff := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		tiff = []byte("MM\x00*")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	tiff = order.AppendUint16(order.AppendUint16(tiff, 0x010f), 2) // the maker, which is passed over
	tiff = order.AppendUint32(order.AppendUint32(tiff, 1), 0)
	tiff = order.AppendUint16(order.AppendUint16(tiff, 0x0112), 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(order.AppendUint16(tiff, orientation), 0)
	tiff = order.AppendUint32(tiff, 0)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(out, segment...), data[2:]...)
}

// lying is a picture as a camera stores it that is to be shown upright with
// an orientation: the place in it of each upright pixel is EXIF's definition.
func lying(m *image.NRGBA, orientation int) *image.NRGBA {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	size := image.Pt(w, h)
	if orientation >= 5 {
		size = image.Pt(h, w)
	}
	out := image.NewNRGBA(image.Rectangle{Max: size})
	for y := range h {
		for x := range w {
			at := map[int]image.Point{
				1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, w - 1 - x}, 7: {h - 1 - y, w - 1 - x}, 8: {h - 1 - y, x},
			}[orientation]
			out.SetNRGBA(at.X, at.Y, m.NRGBAAt(x, y))
		}
	}
	return out
}

// blocks is a picture that JPEG stores exactly, however it is turned: blocks
// of 16 pixels of one grey each.
func blocks(width, height int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			v := uint8(40 + (37*(x/16)+91*(y/16)+x/16*(y/16))%160)
			m.SetNRGBA(x, y, color.NRGBA{v, v, v, 255})
		}
	}
	return m
}

func TestAllOrientationsGiveTheSameNumbers(t *testing.T) {
	for _, size := range []image.Point{{320, 240}, {1600, 1200}} {
		upright := blocks(size.X, size.Y)
		want := open(t, "upright", asJPEG(t, upright))
		reading := measure.Take(want, measure.All())
		for orientation := 1; orientation <= 8; orientation++ {
			order := []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian}[orientation%2]
			data := withOrientation(asJPEG(t, lying(upright, orientation)), order, uint16(orientation))
			got := open(t, "turned", data)
			if got.Width != size.X || got.Height != size.Y || !bytes.Equal(got.Frame.Pix, want.Frame.Pix) {
				t.Errorf("%v, orientation %d, %v: not the upright picture", size, orientation, order)
				continue
			}
			for name, value := range measure.Take(got, measure.All()) {
				if value != reading[name] {
					t.Errorf("orientation %d: %s is %v, upright %v", orientation, name, value, reading[name])
				}
			}
		}
	}
}

package content

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// withOrientation is the beginning of a JPEG whose EXIF block says how the
// camera was held.
func withOrientation(order binary.ByteOrder, value uint16) []byte {
	var tiff bytes.Buffer
	mark := "MM"
	if order == binary.ByteOrder(binary.LittleEndian) {
		mark = "II"
	}
	tiff.WriteString(mark)
	for _, v := range []any{uint16(42), uint32(8), uint16(2), // header, offset of the entries, their number
		uint16(0x010f), uint16(2), uint32(1), uint32(0), // some other tag
		uint16(0x0112), uint16(3), uint32(1), value, uint16(0)} {
		_ = binary.Write(&tiff, order, v) // into memory: cannot fail
	}
	segment := append([]byte("Exif\x00\x00"), tiff.Bytes()...)
	jpeg := []byte{0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1}
	jpeg = binary.BigEndian.AppendUint16(jpeg, uint16(len(segment)+2))
	return append(append(jpeg, segment...), 0xff, 0xda, 0, 2)
}

func TestOrientationIsRead(t *testing.T) {
	for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
		for value := uint16(0); value <= 9; value++ {
			want := int(value)
			if want == 0 || want == 9 {
				want = 1
			}
			if got := orientation(withOrientation(order, value)); got != want {
				t.Errorf("%v %d: got %d, want %d", order, value, got, want)
			}
		}
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add(withOrientation(binary.BigEndian, 6))
	f.Add([]byte{0xff, 0xd8})
	f.Fuzz(func(t *testing.T, src []byte) {
		if o := orientation(src); o < 1 || o > 8 {
			t.Errorf("orientation %d", o)
		}
	})
}

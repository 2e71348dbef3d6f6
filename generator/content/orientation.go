package content

import (
	"bytes"
	"encoding/binary"
)

// orientation is how a JPEG's camera was held: EXIF tag 0x0112, 1 to 8
// (JEITA CP-3451, 4.6.4), and 1, upright, when the file does not say. From 5
// on, width and height change places. The few libraries that read EXIF are
// large or no longer kept; this is one tag.
func orientation(src []byte) int {
	exif, ok := exifData(src)
	if !ok || len(exif) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(exif[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(exif[4:]))
	if at < 8 || at+2 > len(exif) {
		return 1
	}
	entries := int(order.Uint16(exif[at:]))
	for i := range entries {
		entry := at + 2 + 12*i
		if entry+12 > len(exif) {
			return 1
		}
		if order.Uint16(exif[entry:]) == 0x0112 {
			if value := int(order.Uint16(exif[entry+8:])); value >= 1 && value <= 8 {
				return value
			}
		}
	}
	return 1
}

// exifData finds the EXIF block among a JPEG's segments, which come before
// the picture itself.
func exifData(src []byte) ([]byte, bool) {
	if !bytes.HasPrefix(src, []byte{0xff, 0xd8}) {
		return nil, false
	}
	for at := 2; at+4 <= len(src) && src[at] == 0xff; {
		size := int(binary.BigEndian.Uint16(src[at+2:]))
		if src[at+1] == 0xda || size < 2 || at+2+size > len(src) {
			return nil, false
		}
		segment := src[at+4 : at+2+size]
		if data, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && src[at+1] == 0xe1 {
			return data, true
		}
		at += 2 + size
	}
	return nil, false
}

package vision

import (
	"encoding/binary"
	"image"
	"math"
)

// readPNG walks the chunks of a PNG (ISO/IEC 15948, clause 11) from its
// header to its end.
func readPNG(data []byte) (header, error) {
	const hasAlpha = 4 // a bit of the colour type
	h := header{format: "png", orientation: 1}
	for rest := data[8:]; ; {
		if len(rest) < 12 {
			return h, truncated()
		}
		length, name := int64(binary.BigEndian.Uint32(rest)), string(rest[4:8])
		if length > int64(len(rest))-12 {
			return h, truncated()
		}
		chunk := rest[8 : 8+length]
		if first := h.size == (image.Point{}); first != (name == "IHDR") || first && length != 13 {
			return h, damaged() // a second header could hide how large the picture is
		}
		switch name {
		case "IHDR":
			width, height := binary.BigEndian.Uint32(chunk), binary.BigEndian.Uint32(chunk[4:])
			if width == 0 || height == 0 || width > math.MaxInt32 || height > math.MaxInt32 {
				return h, damaged()
			}
			h.size = image.Pt(int(width), int(height))
			h.transparent = chunk[9]&hasAlpha != 0
		case "tRNS":
			h.transparent = true
		case "eXIf":
			h.orientation = readOrientation(chunk)
		case "IEND":
			return h, nil
		}
		rest = rest[12+length:]
	}
}

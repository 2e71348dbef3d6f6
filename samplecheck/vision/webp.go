package vision

import (
	"bytes"
	"encoding/binary"
	"image"
)

// readWebP walks the chunks of a WebP file (RFC 9649).
func readWebP(data []byte) (header, error) {
	h := header{format: "webp", orientation: 1}
	if size := int64(binary.LittleEndian.Uint32(data[4:])); size+8 > int64(len(data)) {
		return h, truncated()
	}
	for rest := data[12:]; len(rest) >= 8; {
		length, name := int64(binary.LittleEndian.Uint32(rest[4:])), string(rest[:4])
		if length > int64(len(rest))-8 {
			return h, truncated()
		}
		if err := h.readWebPChunk(name, rest[8:8+length]); err != nil {
			return h, err
		}
		rest = rest[min(8+length+length%2, int64(len(rest))):]
	}
	if h.size == (image.Point{}) {
		return h, damaged()
	}
	return h, nil
}

func (h *header) readWebPChunk(name string, chunk []byte) error {
	const animated, alpha = 0x02, 0x10 // bits of an extended file's flags
	size := image.Point{}
	switch name {
	case "VP8X":
		if len(chunk) < 10 {
			return damaged()
		}
		if chunk[0]&animated != 0 {
			return refuse("animated", "This is a moving picture. Use a photo in JPEG, PNG or WebP.")
		}
		h.transparent = chunk[0]&alpha != 0
		size = image.Pt(1+int(uint24(chunk[4:])), 1+int(uint24(chunk[7:])))
	case "VP8 ":
		if len(chunk) < 10 || chunk[3] != 0x9d || chunk[4] != 0x01 || chunk[5] != 0x2a {
			return damaged()
		}
		size = image.Pt(int(binary.LittleEndian.Uint16(chunk[6:])&0x3fff), int(binary.LittleEndian.Uint16(chunk[8:])&0x3fff))
	case "VP8L":
		if len(chunk) < 5 || chunk[0] != 0x2f {
			return damaged()
		}
		bits := binary.LittleEndian.Uint32(chunk[1:])
		size = image.Pt(1+int(bits&0x3fff), 1+int(bits>>14&0x3fff))
		h.transparent = h.transparent || bits>>28&1 != 0
	case "EXIF":
		h.orientation = readOrientation(bytes.TrimPrefix(chunk, []byte("Exif\x00\x00")))
	}
	switch {
	case h.size == (image.Point{}):
		h.size = size
	case size != (image.Point{}) && size != h.size:
		return damaged() // the picture would be larger than the file says
	}
	return nil
}

func uint24(data []byte) uint32 {
	return uint32(data[0]) | uint32(data[1])<<8 | uint32(data[2])<<16
}

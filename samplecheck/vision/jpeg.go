package vision

import (
	"bytes"
	"encoding/binary"
	"image"
)

// mostScans bounds the work that a progressive JPEG can ask for: each scan
// goes over the whole picture. Cameras and encoders write about ten.
const mostScans = 200

// readJPEG walks the segments of a JPEG (ITU T.81, annex B) from its start to
// the mark of its end. OpenCV fills what a cut-off file lacks with grey and
// says nothing; without the mark the file is not whole.
func readJPEG(data []byte) (header, error) {
	h := header{format: "jpeg", orientation: 1}
	scans := 0
	for rest := data[2:]; ; {
		marker, after, ok := nextMarker(rest)
		if !ok {
			return h, truncated()
		}
		rest = after
		if marker == 0xd9 { // end of the image
			if scans == 0 || h.size == (image.Point{}) {
				return h, damaged()
			}
			return h, nil
		}
		if standsAlone(marker) {
			continue
		}
		segment, after, ok := cutSegment(rest)
		if !ok {
			return h, truncated()
		}
		rest = after
		switch {
		case isFrame(marker):
			if err := h.readFrame(marker, segment); err != nil {
				return h, err
			}
		case marker == 0xe1 && bytes.HasPrefix(segment, []byte("Exif\x00\x00")):
			h.orientation = readOrientation(segment[6:])
		case marker == 0xda: // start of a scan: compressed data up to the next marker
			if scans++; scans > mostScans {
				return h, damaged()
			}
		}
	}
}

// nextMarker finds the next marker. Compressed data is passed over: in it 0xff
// is followed by 0, or by one of the markers that restart the decoder.
func nextMarker(data []byte) (marker byte, rest []byte, ok bool) {
	for {
		at := bytes.IndexByte(data, 0xff)
		if at < 0 {
			return 0, nil, false
		}
		data = data[at:]
		for len(data) > 0 && data[0] == 0xff { // any number of them may fill
			data = data[1:]
		}
		if len(data) == 0 {
			return 0, nil, false
		}
		marker, data = data[0], data[1:]
		if marker != 0 && !(marker >= 0xd0 && marker <= 0xd7) {
			return marker, data, true
		}
	}
}

func standsAlone(marker byte) bool { return marker == 0x01 || marker == 0xd8 }

func cutSegment(data []byte) (segment, rest []byte, ok bool) {
	if len(data) < 2 {
		return nil, nil, false
	}
	length := int(binary.BigEndian.Uint16(data))
	if length < 2 || length > len(data) {
		return nil, nil, false
	}
	return data[2:length], data[length:], true
}

// isFrame tells the start of a frame, in any of the processes that JPEG has.
func isFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
}

func (h *header) readFrame(marker byte, segment []byte) error {
	if len(segment) < 6 || h.size != (image.Point{}) { // a second frame could hide how large the first is
		return damaged()
	}
	if process := marker &^ 0x08; process == 0xc3 || process >= 0xc5 || segment[0] != 8 {
		return refuse("unusual-jpeg", "This kind of JPEG (lossless, hierarchical or %d bits a colour) is not decoded. Save it as an ordinary JPEG or as PNG.", segment[0])
	}
	h.size = image.Pt(int(binary.BigEndian.Uint16(segment[3:])), int(binary.BigEndian.Uint16(segment[1:])))
	h.grey = segment[5] == 1
	return nil
}

package vision

import (
	"bytes"
	"image"

	"retake/samplecheck/photo"
)

// The bounds of what is decoded. 100 megapixels are four times what phones
// take, and at three bytes a pixel 300 MB: what a worker may need.
const (
	mostPixels = 100_000_000
	leastSide  = 32
)

// header is what a file says of itself before anything is decoded.
type header struct {
	format      string // "jpeg", "png" or "webp"
	size        image.Point
	orientation int  // EXIF's: 1 is upright, up to 8
	transparent bool // has an alpha channel or a transparent colour
	grey        bool // a JPEG of nothing but lightness: it is decoded as such
}

// readHeader reads the header of a picture whatever its name says, and
// refuses what is not one, is not whole, or is too large to decode.
func readHeader(name string, data []byte) (header, error) {
	read, err := reader(name, data)
	if err != nil {
		return header{}, err
	}
	h, err := read(data)
	if err != nil {
		return header{}, err
	}
	return h, h.checkSize()
}

func (h header) checkSize() error {
	switch {
	case h.size.X < 1 || h.size.Y < 1:
		return damaged()
	case h.size.X > mostPixels/h.size.Y:
		return refuse("too-large", "The picture is %d × %d pixels, more than the %d million that are decoded. Save it smaller.",
			h.size.X, h.size.Y, mostPixels/1_000_000)
	case min(h.size.X, h.size.Y) < leastSide:
		return refuse("too-small", "The picture is only %d × %d pixels. Take the photo itself, not its preview.", h.size.X, h.size.Y)
	}
	return nil
}

// reader chooses how to read a file by its first bytes.
func reader(name string, data []byte) (func([]byte) (header, error), error) {
	switch {
	case len(data) == 0:
		return nil, refuse("empty", "The file is empty. Copy it again from where it comes from.")
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		return readJPEG, nil
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return readPNG, nil
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return readWebP, nil
	}
	return nil, foreign(name, data)
}

// upright is the size of the picture once it is turned.
func (h header) upright() image.Point {
	if h.orientation >= 5 {
		return image.Pt(h.size.Y, h.size.X)
	}
	return h.size
}

func truncated() *photo.Refusal {
	return refuse("truncated", "The file ends before the picture does. Copy or upload it again; if that is how it comes, take the photo again.")
}

func damaged() *photo.Refusal {
	return refuse("damaged", "The file cannot be decoded: it is damaged. Copy it again from where it comes from.")
}

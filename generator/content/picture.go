package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"  // pictures may be GIF,
	_ "image/jpeg" // JPEG
	_ "image/png"  // or PNG

	"retake/generator/mistake"
)

// Picture is a raster picture that articles show.
type Picture struct {
	Path          string // below the content folder
	File          string // on disk
	Format        string // "jpeg", "png" or "gif"
	Width, Height int    // in pixels, upright
	Orientation   int    // how the stored pixels lie, 1 to 8 as in EXIF
	Sum           string
}

// maxPixels bounds what is decoded later: 40 megapixels take 160 MB.
const maxPixels = 40_000_000

func newPicture(path, file, shown string, src []byte) (*Picture, mistake.List) {
	config, format, err := image.DecodeConfig(bytes.NewReader(src))
	at := mistake.Position{File: shown}
	switch {
	case err != nil:
		return nil, mistake.List{{Position: at, Rule: "bad-picture", Text: "this picture cannot be read: " + err.Error(), Hint: "Use JPEG, PNG or GIF."}}
	case config.Width < 1 || config.Height < 1: // some programs leave a GIF's size open
		return nil, mistake.List{{Position: at, Rule: "bad-picture", Text: fmt.Sprintf("this picture says that it has %d × %d pixels", config.Width, config.Height), Hint: "Open it in a picture editor, and save it anew."}}
	case config.Width*config.Height > maxPixels:
		return nil, mistake.List{{Position: at, Rule: "too-large", Text: fmt.Sprintf("this picture has %d × %d pixels", config.Width, config.Height), Hint: "Make it smaller: 2000 pixels on the long side are enough."}}
	}
	sum := sha256.Sum256(src)
	p := &Picture{Path: path, File: file, Format: format, Width: config.Width, Height: config.Height, Orientation: orientation(src), Sum: hex.EncodeToString(sum[:16])}
	if p.Orientation >= 5 {
		p.Width, p.Height = p.Height, p.Width
	}
	return p, nil
}

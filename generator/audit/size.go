package audit

import (
	"bytes"
	"compress/gzip"
	"image"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// pixels reads a number of pixels as an attribute has it; 0 for anything
// else.
func pixels(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// once is a number about a published file, found out when it is first asked
// for: several goroutines may then do it, with the same result.
func (p *Published) once(what, name string, find func() int) int {
	type question struct{ what, name string }
	if known, ok := p.sizes.Load(question{what, name}); ok {
		return known.(int)
	}
	n := find()
	p.sizes.Store(question{what, name}, n)
	return n
}

// weight is what a file takes on its way to a browser, in bytes.
func (p *Published) weight(name string) int {
	return p.once("weight", name, func() int {
		data := p.Read(name)
		switch path.Ext(name) {
		case ".html", ".css", ".js", ".svg", ".json":
			return compressed(data)
		}
		return len(data)
	})
}

// compressed is the length of a text after gzip, which every host does.
func compressed(data []byte) int {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(data) // into memory: cannot fail
	_ = w.Close()
	return b.Len()
}

// ownPicture is the name of a picture that the build made, with its width.
var ownPicture = regexp.MustCompile(`^assets/.*-(\d+)\.[0-9a-f]{10}\.\w+$`)

// pictureWidth is a published picture's width in pixels, 0 when it is not
// known.
func (p *Published) pictureWidth(name string) int {
	if m := ownPicture.FindStringSubmatch(name); m != nil {
		return pixels(m[1])
	}
	if strings.HasSuffix(name, ".svg") {
		return 0 // a drawing has no pixels
	}
	return p.once("width", name, func() int {
		config, _, err := image.DecodeConfig(bytes.NewReader(p.Read(name)))
		if err != nil {
			return 0 // no picture that this program knows
		}
		return config.Width
	})
}

package render

import (
	"bytes"
	"fmt"
	"html"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/mistake"
)

// pictureWidths are the widths in pixels in which a picture is published:
// a phone's, a phone's at two pixels a point, a wide page's at two.
var pictureWidths = []int{480, 960, 1440}

// maxWidth is the widest that is published, in pixels.
const maxWidth = 1920

// imageRecipe is part of the pictures' keys: change it with how they are made.
const imageRecipe = "catmull-rom-jpeg82-2"

// widths are those of one picture, the widest first. A GIF may move, so it
// is published as it is.
func widths(p *content.Picture) []int {
	if p.Format == "gif" {
		return []int{p.Width}
	}
	list := []int{min(p.Width, maxWidth)}
	for i := len(pictureWidths) - 1; i >= 0; i-- {
		if pictureWidths[i] < list[0] {
			list = append(list, pictureWidths[i])
		}
	}
	return list
}

// longestName is how much of a picture's own name its address keeps, in bytes:
// file systems allow 255 with the width, the hash and the ending.
const longestName = 100

func pictureName(p *content.Picture, width int) string {
	ext := path.Ext(p.Path)
	base := strings.Map(inName, strings.ToLower(strings.TrimSuffix(path.Base(p.Path), ext)))
	if ext = strings.ToLower(ext); ext != ".jpg" || p.Format != "jpeg" {
		ext = "." + p.Format // a name may say something else; servers go by it
	}
	return "assets/" + base[:min(len(base), longestName)] + "-" + strconv.Itoa(width) + "." + p.Sum[:10] + ext
}

// inName keeps what needs no escape in an address, and parts nothing in a
// list of addresses.
func inName(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
		return r
	}
	return '-'
}

// pictures adds every picture that a page shows, in its widths. The same
// picture in the folders of two languages is one file.
func (s *siteRender) pictures() {
	seen := map[string]bool{}
	for _, p := range s.site.Images {
		for _, width := range widths(p) {
			name := pictureName(p, width)
			if seen[name] {
				continue
			}
			seen[name] = true
			s.outputs = append(s.outputs, Output{
				Name: name, Key: newKey(imageRecipe, p.Sum, strconv.Itoa(width)).sum(), Costly: true,
				Write: func(b *bytes.Buffer) error { return resize(b, p, width) },
			})
		}
	}
}

func resize(b *bytes.Buffer, p *content.Picture, width int) error {
	src, err := os.ReadFile(p.File)
	if err != nil {
		return fmt.Errorf("read picture: %w", err)
	}
	if p.Format == "gif" {
		b.Write(src)
		return nil
	}
	decoded, _, err := image.Decode(bytes.NewReader(src))
	if err != nil { // its header could be read, or there would be no build
		return mistake.List{{Position: mistake.Position{File: filepath.ToSlash(p.File)}, Rule: "bad-picture",
			Text: "this picture cannot be read to its end: " + err.Error(), Hint: "Copy it again from where it comes from."}}
	}
	scaled := image.NewRGBA(image.Rect(0, 0, width, height(p, width)))
	draw.CatmullRom.Transform(scaled, upright(p, decoded.Bounds(), float64(width)/float64(p.Width)), decoded, decoded.Bounds(), draw.Src, nil)
	if p.Format == "png" {
		return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(b, scaled)
	}
	return jpeg.Encode(b, scaled, &jpeg.Options{Quality: 82})
}

// upright maps stored pixels to the picture as it was seen, at a scale: the
// eight ways in which EXIF says that a camera was held.
func upright(p *content.Picture, stored image.Rectangle, scale float64) f64.Aff3 {
	w, h := float64(stored.Dx()), float64(stored.Dy())
	turn := [...]f64.Aff3{
		{1, 0, 0, 0, 1, 0}, {-1, 0, w, 0, 1, 0}, {-1, 0, w, 0, -1, h}, {1, 0, 0, 0, -1, h},
		{0, 1, 0, 1, 0, 0}, {0, -1, h, 1, 0, 0}, {0, -1, h, -1, 0, w}, {0, 1, 0, -1, 0, w},
	}[p.Orientation-1]
	for i := range turn {
		turn[i] *= scale
	}
	return turn
}

// height keeps the picture's shape; nothing is lower than a pixel.
func height(p *content.Picture, width int) int {
	return max(1, (p.Height*width+p.Width/2)/p.Width)
}

// figure is a picture in a page. Browsers choose the width that they need.
func (s *guideRender) figure(page *guide.Page, i int, to func(string) string) string {
	p, written := page.Pictures[i], page.Doc.Body.Images[i]
	if p == nil {
		return ""
	}
	list := widths(p)
	var set []string
	for _, w := range list {
		set = append(set, fmt.Sprintf("%s %dw", to(pictureName(p, w)), w))
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<img src="%s"`, html.EscapeString(to(pictureName(p, list[0]))))
	if len(list) > 1 {
		fmt.Fprintf(&b, ` srcset="%s" sizes="(min-width: 44rem) 37rem, 94vw"`, html.EscapeString(strings.Join(set, ", ")))
	}
	fmt.Fprintf(&b, ` width="%d" height="%d" alt="%s" loading="lazy" decoding="async">`, list[0], height(p, list[0]), html.EscapeString(written.Alt))
	if !written.Figure {
		return b.String()
	}
	caption := ""
	if written.Caption != "" {
		caption = "<figcaption>" + html.EscapeString(written.Caption) + "</figcaption>"
	}
	return "<figure>" + b.String() + caption + "</figure>"
}

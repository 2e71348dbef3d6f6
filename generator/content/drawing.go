package content

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"retake/generator/mistake"
	"retake/generator/picture"
)

// Drawing is an SVG that pages show inline, so that it follows the page's
// colours. Only shapes and the colour classes of the site are allowed in it:
// a drawing cannot run, load or restyle anything.
type Drawing struct {
	Name string
	Path string // below the content folder
	File string // as a person would name it
	SVG  string // as read
	Sum  string
}

var drawingElements = []string{"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}

var drawingAttributes = []string{
	"xmlns", "viewBox", "d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2",
	"points", "transform", "class", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
	"opacity", "fill-rule", "clip-rule",
}

// DrawingClasses are the colours that a drawing can use.
var DrawingClasses = []string{
	"d-paper", "d-ink", "d-line", "d-soft", "d-softline", "d-accent", "d-accentline",
	"d-bad", "d-badline", "d-good", "d-goodline", "d-skin", "d-glow", "d-shade",
}

// CheckDrawing reports what a drawing may not contain.
func CheckDrawing(file string, src []byte) mistake.List {
	c := &drawingChecker{file: file, src: src, decoder: xml.NewDecoder(bytes.NewReader(src))}
	for {
		start := c.decoder.InputOffset()
		token, err := c.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			c.wrong(start, "this is not a drawing: "+err.Error(), "")
			break
		}
		c.check(token, start)
	}
	if !c.root {
		c.wrong(0, "there is no svg element with a viewBox in this file", "")
	}
	if err := picture.Check(src); err != nil && len(c.mistakes) == 0 {
		c.mistakes = mistake.List{{Position: mistake.Position{File: file}, Rule: "drawing", Text: "this drawing cannot be drawn: " + err.Error(), Hint: "Look at it in a browser, and save it anew."}}
	}
	return c.mistakes
}

type drawingChecker struct {
	file     string
	src      []byte
	decoder  *xml.Decoder
	root     bool
	mistakes mistake.List
}

func (c *drawingChecker) check(token xml.Token, at int64) {
	switch t := token.(type) {
	case xml.StartElement:
		if !slices.Contains(drawingElements, t.Name.Local) {
			c.wrong(at, fmt.Sprintf("a drawing cannot have %q", t.Name.Local), mistake.DidYouMean(t.Name.Local, drawingElements))
		}
		for _, a := range t.Attr {
			c.attribute(t.Name.Local, a, at)
		}
	case xml.CharData:
		if len(bytes.TrimSpace(t)) > 0 {
			c.wrong(at, "a drawing has no words in it", "Words belong into drawing_alt, in each language.")
		}
	case xml.Comment, xml.ProcInst, xml.Directive:
		c.wrong(at, "a drawing has no comments or instructions in it", "")
	}
}

func (c *drawingChecker) attribute(element string, a xml.Attr, at int64) {
	switch {
	case !slices.Contains(drawingAttributes, a.Name.Local) || (a.Name.Space != "" && a.Name.Space != "xmlns"):
		c.wrong(at, fmt.Sprintf("a drawing cannot have the attribute %q", a.Name.Local), mistake.DidYouMean(a.Name.Local, drawingAttributes))
	case a.Name.Local == "class":
		for _, class := range strings.Fields(a.Value) {
			if !slices.Contains(DrawingClasses, class) {
				c.wrong(at, fmt.Sprintf("%q is not one of the site's colours", class), mistake.DidYouMean(class, DrawingClasses))
			}
		}
	case a.Name.Local == "viewBox" && element == "svg":
		c.root = true
	}
}

func (c *drawingChecker) wrong(offset int64, text, hint string) {
	d := Document{file: c.file, source: c.src}
	c.mistakes = append(c.mistakes, d.Mistake(int(offset), "drawing", text, hint))
}

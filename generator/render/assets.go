package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"path"
	"strings"

	"retake/generator/colour"
	"retake/generator/guide"
)

// Assets are the files that all pages share. Their names carry a hash of
// what is in them, so that browsers may keep them for ever.
type Assets struct {
	Style               string // address of the style sheet, below the root
	Icon                string
	Script, Search      string        // what every page loads, and what it loads to search
	Mark                template.HTML // the site's mark, inline
	LightPage, DarkPage string        // background colours, for the browser's frame

	style, icon, script, search string // contents
}

// mark is the drawing that stands for the site; a guide may have its own.
const mark = "_mark"

func (r *Renderer) assets(site *guide.Site) *Assets {
	light, dark := colour.Scheme(site.Accent)
	a := &Assets{
		style:     colour.CSS(light, dark) + r.style,
		LightPage: light.Page.String(),
		DarkPage:  dark.Page.String(),
	}
	svg := defaultMark
	if own := site.Drawings[mark]; own != nil {
		svg = own.SVG
	}
	a.Mark = inline(svg, "")
	a.icon = standAlone(svg, light, dark)
	a.Style = fingerprint("assets/site", a.style, "css")
	a.search = r.search
	a.Search = fingerprint("assets/search", a.search, "js")
	a.script = strings.Replace(r.script, searchScript, path.Base(a.Search), 1)
	a.Script = fingerprint("assets/site", a.script, "js")
	a.Icon = fingerprint("assets/icon", a.icon, "svg")
	return a
}

// searchScript is what the script of all pages calls the other one.
const searchScript = "search.js"

func fingerprint(base, data, ext string) string {
	sum := sha256.Sum256([]byte(data))
	return base + "." + hex.EncodeToString(sum[:5]) + "." + ext
}

func (s *siteRender) files() {
	s.add(s.assets.Style, s.assets.Style, text(s.assets.style))
	s.add(s.assets.Icon, s.assets.Icon, text(s.assets.icon))
	s.add(s.assets.Script, s.assets.Script, text(s.assets.script))
	s.add(s.assets.Search, s.assets.Search, text(s.assets.search))
	s.robots()
	s.sitemap()
	s.hosting()
}

func text(data string) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		b.WriteString(data)
		return nil
	}
}

// defaultMark is the brackets of a viewfinder and a tick.
const defaultMark = `<svg viewBox="0 0 32 32"><path class="d-accentline" d="M4 11V8a4 4 0 0 1 4-4h3M21 4h3a4 4 0 0 1 4 4v3M28 21v3a4 4 0 0 1-4 4h-3M11 28H8a4 4 0 0 1-4-4v-3"/><path class="d-line" d="M10.5 16.5l4 4 7.5-8"/></svg>`

// inline prepares a checked drawing for a page: hidden from those who
// listen, or with words for them.
func inline(svg, alt string) template.HTML {
	attributes := `aria-hidden="true" focusable="false"`
	if alt != "" {
		attributes = `role="img" aria-label="` + template.HTMLEscapeString(alt) + `"`
	}
	return template.HTML(strings.Replace(onOneLine(svg), "<svg ", "<svg "+attributes+" ", 1)) // #nosec: drawings are checked on reading
}

// onOneLine joins a drawing's lines. They may end inside a tag, between two
// attributes.
func onOneLine(svg string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(svg), " "), "> <", "><")
}

// standAlone gives a drawing the colours that it has on the page, with the
// dark ones for dark browsers. A picture file has no policy to keep.
func standAlone(svg string, light, dark colour.Palette) string {
	style := "<style>.d-line,.d-accentline{fill:none;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}" +
		markColours(light) + "@media(prefers-color-scheme:dark){" + markColours(dark) + "}</style>"
	svg = onOneLine(svg)
	open := strings.IndexByte(svg, '>') + 1
	if !strings.Contains(svg[:open], " xmlns=") {
		svg = strings.Replace(svg, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1)
		open = strings.IndexByte(svg, '>') + 1
	}
	return svg[:open] + style + svg[open:]
}

func markColours(p colour.Palette) string {
	return ".d-line{stroke:" + p.Ink.String() + "}.d-accentline{stroke:" + p.Accent.String() + "}" +
		".d-ink{fill:" + p.Ink.String() + "}.d-accent{fill:" + p.Accent.String() + "}.d-paper{fill:" + p.Surface.String() + "}"
}

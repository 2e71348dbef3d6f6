package audit

import (
	"bytes"
	"crypto/sha256"
	"os"
	"regexp"
	"strings"

	"retake/generator/content"
	"retake/generator/mistake"
)

// Edit writes another text at a place of a file.
type Edit struct {
	File     string
	From, To int // offsets in the file's text, without a byte order mark
	New      string
	sum      [sha256.Size]byte // of the text that the offsets are in
}

func newEdit(file, src string, from, to int, text string) Edit {
	return Edit{file, from, to, text, sha256.Sum256([]byte(src))}
}

// lineEdit is an edit of whole lines that makes another text of one.
func lineEdit(file, src, edited string) Edit {
	start, _ := sameEnds(src, edited)
	start = strings.LastIndexByte(src[:start], '\n') + 1
	_, end := sameEnds(src[start:], edited[start:])
	if !beginsLine(src, len(src)-end) || !beginsLine(edited, len(edited)-end) {
		_, after, _ := strings.Cut(src[len(src)-end:], "\n")
		end = len(after)
	}
	return newEdit(file, src, start, len(src)-end, edited[start:len(edited)-end])
}

func beginsLine(text string, at int) bool { return at == 0 || text[at-1] == '\n' }

// linkEdits write another address for a link where a page's file has it: none
// when it is written by a variable or with characters escaped, but for &amp;.
func linkEdits(d *content.Document, link content.Link, instead string) []Edit {
	src, from := d.Source(), link.Offset
	if strings.HasPrefix(src[from:], "<") {
		from++ // the address is its own text
	}
	for _, and := range []string{"&", "&amp;"} {
		if written := strings.ReplaceAll(link.Target, "&", and); strings.HasPrefix(src[from:], written) {
			return []Edit{newEdit(d.At(0).File, src, from, from+len(written), strings.ReplaceAll(instead, "&", and))}
		}
	}
	return nil
}

// addressEdits write another address wherever a page's file or a variable
// that it uses has one: none when the page has it at a place that is not
// found, because it would still be there.
func (p *Published) addressEdits(d *Digest, address, instead string) []Edit {
	if d.Of == nil {
		return nil
	}
	var edits []Edit
	for name, value := range p.subject.Config.Variables {
		if value == address {
			edits = append(edits, settingEdits(p.subject, name, instead)...)
		}
	}
	bySetting := len(edits) > 0
	for _, link := range d.Of.Doc.Body.Links {
		if link.Target != address {
			continue
		}
		here := linkEdits(d.Of.Doc, link, instead)
		if len(here) == 0 && !bySetting {
			return nil
		}
		edits = append(edits, here...)
	}
	return edits
}

// settingEdits write another value for a variable that has a line of
// site.yaml with its value as it is.
func settingEdits(s *Subject, name, instead string) []Edit {
	file, value := s.Config.File, s.Config.Variables[name]
	src, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	line := regexp.MustCompile(`(?m)^[ \t]+["']?` + regexp.QuoteMeta(name) + `["']?:[ \t]*["']?(` + regexp.QuoteMeta(value) + `)["']?[ \t]*(?:#.*)?\r?$`)
	places := line.FindAllSubmatchIndex(src, 2)
	if len(places) != 1 {
		return nil
	}
	return []Edit{newEdit(file, string(src), places[0][2], places[0][3], instead)}
}

// plainPath is a path, or a place on the same page, that needs no escaping in
// a link.
var plainPath = regexp.MustCompile(`^([A-Za-z0-9._/-]+|[A-Za-z0-9._/-]*#[A-Za-z0-9_-]+)$`)

// meantEdits write the path that a broken link between pages must mean.
func meantEdits(s *Subject, m mistake.Mistake) []Edit {
	if s.Site == nil || m.Rule != "broken-link" && m.Rule != "broken-anchor" {
		return nil
	}
	for p := range s.Pages() {
		if p.Doc.At(0).File != m.File {
			continue
		}
		for _, link := range p.Doc.Body.Links {
			if path := p.Meant(link.Target); p.Doc.At(link.Offset) == m.Position && plainPath.MatchString(path) {
				return linkEdits(p.Doc, link, path)
			}
		}
		for _, other := range p.Doc.Front.Related {
			if path := p.Meant(other.Text); other.At == m.Position && plainPath.MatchString(path) && strings.HasSuffix(path, ".md") {
				return relatedEdits(p.Doc, other, path)
			}
		}
	}
	return nil
}

// relatedEdits write another path for a related page, with or without quotes
// around it.
func relatedEdits(d *content.Document, other content.Mention, instead string) []Edit {
	src, from := d.Source(), d.Offset(other.At)
	if strings.HasPrefix(src[from:], `"`) || strings.HasPrefix(src[from:], "'") {
		from++
	}
	if !strings.HasPrefix(src[from:], other.Text) {
		return nil // written with characters escaped
	}
	return []Edit{newEdit(d.At(0).File, src, from, from+len(other.Text), instead)}
}

// pathEdits write the path of a page's file in place of an address in full
// that can mean no other page.
func (p *Published) pathEdits(d *Digest, href string, t target) []Edit {
	if d.echoes() || ifFull(href) == "" || strings.Contains(href, "?") {
		return nil
	}
	path := p.pathTo(d, t)
	if !plainPath.MatchString(path) {
		return nil
	}
	var edits []Edit
	for _, link := range d.Of.Doc.Body.Links {
		if link.Target != href {
			continue
		}
		here := linkEdits(d.Of.Doc, link, path)
		if len(here) == 0 || link.Text == href {
			return nil // words that are an address would have to change with it
		}
		edits = append(edits, here...)
	}
	return edits
}

// pathTo is how a link on a page writes the page that an address means, by
// the pages that only lead on; empty when that is none of the same guide, or
// has not the place on it.
func (p *Published) pathTo(d *Digest, t target) string {
	name, fragment := t.name, t.fragment
	if name == "" {
		name = t.meant
	}
	to := p.digest(name)
	for range len(p.Pages) {
		if to == nil || to.Refresh == "" {
			break
		}
		on := p.resolve(to, to.Refresh)
		if fragment == "" {
			fragment = on.fragment
		}
		to = p.digest(on.name)
	}
	if to == nil || to.Of == nil || to.Of.Fallback || to.Of.Guide != d.Of.Guide {
		return ""
	}
	path := d.Of.PathTo(to.Of)
	if fragment == "" {
		return path
	}
	if fragment = to.Of.Doc.Body.Place(fragment); fragment == "" {
		return ""
	}
	return path + "#" + fragment
}

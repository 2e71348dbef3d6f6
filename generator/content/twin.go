package content

import (
	"cmp"
	"slices"
	"strings"
)

// Twin says what stands in a body's Markdown for other programs.
type Twin struct {
	Link    func(index int) string // the target of a link
	Picture func(index int) string // that of a picture
	After   func(id string) string // what follows a section; nil for nothing
}

// Markdown is the body as Markdown for other programs, with variables filled
// in.
func (d *Document) Markdown(twin Twin, vars Variables) string {
	type edit struct {
		span
		text string
	}
	var edits []edit
	for i, l := range d.Body.Links {
		if l.span.to > 0 {
			edits = append(edits, edit{l.span, twin.Link(i)})
		}
	}
	for i, p := range d.Body.Images {
		if p.span.to > 0 {
			edits = append(edits, edit{p.span, twin.Picture(i)})
		}
	}
	for _, s := range d.Body.Sections {
		if twin.After == nil {
			break
		}
		if more := twin.After(s.ID); more != "" {
			edits = append(edits, edit{span{s.end, s.end}, "\n" + more + "\n"})
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var b strings.Builder
	at := d.bodyAt
	for _, e := range edits {
		if e.from < at {
			continue // a picture inside a link's text
		}
		b.Write(d.prepared[at:e.from])
		b.WriteString(e.text)
		at = e.to
	}
	b.Write(d.prepared[at:])
	return strings.TrimSpace(vars.fillPrepared(b.String(), escapeMarkdown)) + "\n"
}

// escapeMarkdown keeps a variable's value from being read as markup. An
// address is left as it is: it stands in a link's target.
func escapeMarkdown(value string) string {
	if strings.Contains(value, "://") {
		return value
	}
	var b strings.Builder
	for _, r := range value {
		if strings.ContainsRune("\\`*_[]<>#|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

package content

import (
	"cmp"
	"slices"
	"strings"
)

// Markdown is the body as Markdown for other programs: variables filled in
// and the targets of links and pictures replaced by what target says.
func (d *Document) Markdown(link, picture func(index int) string, vars Variables) string {
	type edit struct {
		span
		text string
	}
	var edits []edit
	for i, l := range d.Body.Links {
		if l.span.to > 0 {
			edits = append(edits, edit{l.span, link(i)})
		}
	}
	for i, p := range d.Body.Images {
		if p.span.to > 0 {
			edits = append(edits, edit{p.span, picture(i)})
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
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

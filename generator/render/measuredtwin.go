package render

import (
	"strings"

	"retake/generator/guide"
)

// measuringInFull shows what was measured with addresses in full, for
// programs that read pages.
func (s *guideRender) measuringInFull() *measuring {
	return s.measuring(func(p *guide.Page, fragment string) Link {
		return Link{Title: p.Title(), URL: s.targetAddress(guide.Target{Page: p, Fragment: fragment})}
	})
}

// markdown is the box as Markdown.
func (b *Measured) markdown() string {
	var out strings.Builder
	out.WriteString("## " + plain(b.W["measured_title"]) + "\n\n")
	for _, line := range b.Lines {
		out.WriteString("- **" + plain(line.Name) + ":** " + plain(line.Text) + "\n")
	}
	notes := plain(b.Notes)
	if b.Page != nil {
		notes = strings.TrimSpace(notes + " " + b.Page.markdown())
	}
	if notes != "" {
		out.WriteString("\n" + notes + "\n")
	}
	return out.String()
}

func (l *Link) markdown() string {
	if l.URL == "" {
		return plain(l.Title)
	}
	return "[" + plain(l.Title) + "](" + l.URL + ")"
}

// markdown is the evidence as Markdown, empty for none.
func (e *Evidence) markdown() string {
	var out strings.Builder
	switch {
	case e == nil:
	case e.None:
		out.WriteString(plain(e.W["evidence_none"]) + "\n")
	case e.Checks != nil:
		e.checksMarkdown(&out)
	case e.Facts != nil:
		for _, f := range e.Facts {
			out.WriteString("- **" + plain(f.Label) + ":** " + (&Link{Title: f.Text, URL: f.URL}).markdown() + "\n")
		}
	case e.Sets != nil:
		row(&out, e.W["col_set"], e.W["col_photos"], e.W["col_licence"])
		row(&out, "---", "---", "---")
		for _, s := range e.Sets {
			row(&out, drawn(e.W, plain(s.Name), s.Drawn), s.Photos, s.Licences)
		}
	case e.Gaps != nil:
		e.gapsMarkdown(&out)
	}
	return out.String()
}

func (e *Evidence) checksMarkdown(out *strings.Builder) {
	row(out, e.W["col_check"], e.W["col_photos"], e.W["col_caught"], e.W["col_flagged"])
	row(out, "---", "---", "---", "---")
	for _, c := range e.Checks {
		caught, flagged := e.W["not_enough"], e.W["not_enough"]
		if c.Caught != "" {
			caught, flagged = c.Caught+" ("+c.CaughtBetween+")", c.Flagged+" ("+c.FlaggedBetween+")"
		}
		row(out, drawn(e.W, (&Link{Title: c.Name, URL: c.URL}).markdown(), c.Drawn), firstOf(c.Photos, "–"), caught, flagged)
	}
	if e.On != "" {
		out.WriteString("\n" + plain(e.On) + "\n")
	}
}

func (e *Evidence) gapsMarkdown(out *strings.Builder) {
	if len(e.Gaps.Checks)+len(e.Gaps.Pages) == 0 {
		out.WriteString(plain(e.W["gaps_none"]) + "\n")
	}
	for _, part := range []struct {
		intro string
		links []Link
	}{{e.W["gaps_checks"], e.Gaps.Checks}, {e.W["gaps_pages"], e.Gaps.Pages}} {
		if len(part.links) == 0 {
			continue
		}
		out.WriteString(plain(part.intro) + "\n\n")
		for _, link := range part.links {
			out.WriteString("- " + link.markdown() + "\n")
		}
		out.WriteString("\n")
	}
}

func drawn(w guide.Words, name string, drawn bool) string {
	if drawn {
		return name + " (" + w["set_drawn"] + ")"
	}
	return name
}

// row writes a table's row. A cell's bars would be taken for its end.
func row(out *strings.Builder, cells ...string) {
	for _, cell := range cells {
		out.WriteString("| " + strings.ReplaceAll(oneLine(cell), "|", `\|`) + " ")
	}
	out.WriteString("|\n")
}

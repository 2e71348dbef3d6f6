package audit

import (
	"fmt"
	"io"
	"strings"

	"retake/generator/mistake"
)

// Print writes the findings for people, the reasons of their rules, and the
// summary.
func (r *Report) Print(w io.Writer) {
	shown := map[string]bool{}
	for _, f := range r.Findings {
		m := f.Mistake
		m.Text = fmt.Sprintf("%s: %s [%s]", f.Level(), f.Text, f.Rule)
		if f.Line == 0 && f.Page != "" {
			m.Text = f.Page + ": " + m.Text
		}
		m.Hint = f.Mend()
		mistake.List{m}.Print(w)
		shown[f.Rule] = true
	}
	if len(shown) > 0 {
		fmt.Fprintln(w, "\nWhy it matters:")
	}
	for _, rule := range r.Rules {
		if shown[rule.ID] {
			fmt.Fprintf(w, "  %s: %s\n", rule.ID, rule.Why)
		}
	}
	if len(shown) > 0 {
		fmt.Fprintf(w, "More on a rule: generator audit --explain %s\n\n", r.Findings[0].Rule)
	}
	fmt.Fprintln(w, r.Summary())
}

// Mend is what to do about a finding.
func (f *Finding) Mend() string {
	if f.Hint != "" {
		return f.Hint
	}
	return Find(f.Rule).Mend
}

// Summary is the report in one line.
func (r *Report) Summary() string {
	var parts []string
	for _, l := range []Level{Error, Warning, Note} {
		parts = append(parts, count(r.Count(l), l.String()))
	}
	line := "Audit: " + strings.Join(parts, ", ")
	if len(r.Findings) == 0 {
		line = "Audit: nothing found"
	}
	line += fmt.Sprintf(" by %s on %s", count(len(r.Rules), "rule"), count(r.Vitals.Pages, "page"))
	if len(r.Exempt) > 0 {
		line += fmt.Sprintf("; %d exempted", len(r.Exempt))
	}
	if len(r.Known) > 0 {
		line += fmt.Sprintf("; %d known", len(r.Known))
	}
	return line + "."
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Explain writes all that is to be known of a rule.
func (r *Rule) Explain(w io.Writer) {
	fmt.Fprintf(w, "%s (%s, %s)\n%s.\n\nWhy it matters\n  %s\n\nHow to mend it\n  %s\n\n", r.ID, r.Area, r.Level, r.Title, r.Why, r.Mend)
	if r.Fix != "" {
		fmt.Fprintf(w, "What --fix does\n  %s\n\n", r.Fix)
	}
	fmt.Fprintf(w, "To exempt a page or a line, say why:\n  exempt: {%[1]s: the reason}          in a page's front matter, for the page\n  <!-- exempt %[1]s: the reason -->    in Markdown, behind a line or above a paragraph\n  # exempt %[1]s: the reason           in YAML, behind a line or above it\n", r.ID)
}

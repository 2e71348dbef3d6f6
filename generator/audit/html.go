package audit

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"time"
)

//go:embed report.html
var reportPage string

var reportTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"percent": func(part float64) string { return fmt.Sprintf("%.0f %%", 100*part) },
	"decimal": func(n *float64) string { return fmt.Sprintf("%.1f", *n) },
	"rule":    Find,
}).Parse(reportPage))

// WriteHTML writes the report as one page that needs nothing else. history
// are the audits before this one.
func (r *Report) WriteHTML(w io.Writer, history []Entry) error {
	return reportTemplate.Execute(w, struct {
		*Report
		Title         string
		Scores        []Score
		ByPage        []PageFindings
		History       []Entry
		Errors, Warns int
		Notes         int
	}{r, "Audit of " + r.Date.Format(time.DateOnly), r.Scores(), r.ByPage(), r.History(history), r.Count(Error), r.Count(Warning), r.Count(Note)})
}

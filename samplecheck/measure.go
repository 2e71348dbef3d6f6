package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/report"
	"retake/samplecheck/survey"
)

func newMeasure(t *terminal) *cobra.Command {
	var f surveyFlags
	var asCSV, asJSON bool
	c := &cobra.Command{
		Use:   "measure [PHOTO...]",
		Short: "Print every number that is taken of photos",
		Long: `Print every number that is taken of photos. A folder stands for all photos in
it. Without a photo, the measures are listed. A star marks numbers of the whole
picture where no document was found.

Exit status: 0 done; 2 the command could not run; 3 no photo could be assessed.`,
		Example: "  samplecheck measure photo.jpg\n  samplecheck measure --csv photos/synthetic",
		RunE: func(c *cobra.Command, names []string) error {
			if asCSV && asJSON {
				return errors.New("--csv and --json are two ways to print: choose one")
			}
			if len(names) == 0 {
				return listMeasures(t.out, asJSON)
			}
			s, err := f.surveyor(t, false)
			if err != nil {
				return err
			}
			files, err := findPhotos(names, measure.Names(measure.All()))
			if err != nil {
				return err
			}
			photos, err := s.measure(c.Context(), loose+strings.Join(names, "\x00"), files)
			if err != nil {
				return err
			}
			print := printNumbers
			switch {
			case asCSV:
				print = printCSV
			case asJSON:
				print = printLines
			}
			if err := print(t.out, photos); err != nil {
				return err
			}
			return sayRefused(t, photos)
		},
	}
	f.add(c)
	c.Flags().BoolVar(&asCSV, "csv", false, "print a table for spreadsheets")
	c.Flags().BoolVar(&asJSON, "json", false, "print a line of JSON for each photo")
	return c
}

// findPhotos lists the photos that arguments stand for.
func findPhotos(names, wanted []string) ([]survey.File, error) {
	var files []survey.File
	for _, name := range names {
		found, err := dataset.Find(name)
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			files = append(files, survey.File{Name: file, Path: file, Wanted: wanted})
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there is no photo in %s", strings.Join(names, ", "))
	}
	return files, nil
}

// sayRefused says how many photos could not be assessed.
func sayRefused(t *terminal, photos []survey.Photo) error {
	refused := 0
	for _, p := range photos {
		if p.Refusal != nil {
			refused++
		}
	}
	if refused > 0 {
		fmt.Fprintf(t.err, "Not assessed: %d of %s.\n", refused, count(len(photos), "photo"))
	}
	if refused == len(photos) {
		return exitCode(exitTooFew)
	}
	return nil
}

func listMeasures(w io.Writer, asJSON bool) error {
	type listed struct {
		Name         string            `json:"name"`
		Title        string            `json:"title"`
		Unit         string            `json:"unit"`
		Worse        measure.Direction `json:"worse"`
		Low          float64           `json:"low"`
		High         float64           `json:"high"`
		Version      int               `json:"version"`
		Experimental bool              `json:"experimental"`
	}
	all, rows := []listed{}, report.Table{}
	rows.Add("measure", "worse", "from", "to", "unit", "")
	rows.Words = []int{1, 4, 5}
	for _, m := range measure.All() {
		all = append(all, listed{m.Name, m.Title, m.Unit, m.Worse, m.Low, m.High, m.Version, m.Experimental})
		title := m.Title
		if m.Experimental {
			title += " (experimental)"
		}
		rows.Add(m.Name, string(m.Worse), number(m.Low), number(m.High), m.Unit, title)
	}
	if asJSON {
		return printJSON(w, all)
	}
	rows.Write(w, "")
	return nil
}

// number is short enough to read, and has more digits than are sure.
func number(f float64) string {
	short := strconv.FormatFloat(f, 'g', 4, 64)
	if strings.Contains(short, "e") {
		short = strings.TrimRight(strings.TrimRight(strconv.FormatFloat(f, 'f', 6, 64), "0"), ".")
	}
	return short
}

func shownValue(v measure.Value) string {
	switch {
	case v.Absent != "":
		return "–"
	case v.Degraded:
		return number(v.Number) + "*"
	}
	return number(v.Number)
}

// printNumbers prints one photo as a list, and several as a table.
func printNumbers(w io.Writer, photos []survey.Photo) error {
	if len(photos) == 1 {
		printOne(w, photos[0])
		return nil
	}
	rows := report.Table{}
	head := []string{"photo"}
	for _, m := range measure.All() {
		head = append(head, m.Name)
	}
	rows.Add(head...)
	for _, p := range photos {
		row := []string{dataset.Shown(p.Name)}
		for _, m := range measure.All() {
			if p.Refusal == nil {
				row = append(row, shownValue(p.Reading[m.Name]))
			}
		}
		rows.Add(row...)
	}
	rows.Write(w, "")
	for _, p := range photos {
		if p.Refusal != nil {
			fmt.Fprintf(w, "%s: %s\n", dataset.Shown(p.Name), p.Refusal.Reason)
		}
	}
	return nil
}

func printOne(w io.Writer, p survey.Photo) {
	fmt.Fprintln(w, dataset.Shown(p.Name))
	if p.Refusal != nil {
		fmt.Fprintf(w, "  not assessed: %s\n", p.Refusal.Reason)
		return
	}
	rows := report.Table{Words: []int{2, 3}}
	for _, m := range measure.All() {
		v := p.Reading[m.Name]
		title := m.Title
		if v.Absent != "" {
			title += ": " + v.Absent
		}
		rows.Add(m.Name, shownValue(v), m.Unit, title)
	}
	rows.Write(w, "  ")
}

func printCSV(w io.Writer, photos []survey.Photo) error {
	out := csv.NewWriter(w)
	head := []string{"photo"}
	for _, m := range measure.All() {
		head = append(head, m.Name)
	}
	rows := [][]string{append(head, "degraded", "not_assessed")}
	for _, p := range photos {
		row, degraded, reason := []string{p.Name}, []string{}, ""
		for _, m := range measure.All() {
			v, ok := p.Reading[m.Name]
			if !ok || v.Absent != "" {
				row = append(row, "")
				continue
			}
			row = append(row, strconv.FormatFloat(v.Number, 'g', -1, 64))
			if v.Degraded {
				degraded = append(degraded, m.Name)
			}
		}
		if p.Refusal != nil {
			reason = p.Refusal.Reason
		}
		rows = append(rows, append(row, strings.Join(degraded, " "), reason))
	}
	return out.WriteAll(rows) // flushes
}

// refusalJSON is why a photo could not be assessed, for programs.
type refusalJSON struct {
	Code   string `json:"code"`
	Reason string `json:"reason"`
}

func asRefusalJSON(r *photo.Refusal) *refusalJSON {
	if r == nil {
		return nil
	}
	return &refusalJSON{r.Code, r.Reason}
}

// printLines prints a line for each photo.
func printLines(w io.Writer, photos []survey.Photo) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, p := range photos {
		err := encoder.Encode(struct {
			Photo       string          `json:"photo"`
			Measures    measure.Reading `json:"measures"`
			NotAssessed *refusalJSON    `json:"not_assessed"`
		}{dataset.Shown(p.Name), p.Reading, asRefusalJSON(p.Refusal)})
		if err != nil {
			return err
		}
	}
	return nil
}

package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator/checks"
	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/report"
	"retake/samplecheck/survey"
	"retake/usage"
)

type explainFlags struct {
	surveyFlags
	photos, site string
	overlay      string
	asJSON       bool
}

func newExplain(t *terminal) *cobra.Command {
	var f explainFlags
	c := &cobra.Command{
		Use:   "explain PHOTO",
		Short: "Say what each check makes of a photo, and why",
		Long: `Say what each check makes of a photo, and why: its number beside the threshold,
the guide's words and the page that helps, and the labelled photos that are most
like it.

Exit status: 0 done; 2 the command could not run; 3 the photo could not be
assessed.`,
		Example: "  samplecheck explain photo.jpg --photos ../photos",
		Args:    usage.Exactly(1),
		RunE:    func(c *cobra.Command, args []string) error { return f.run(c, t, args[0]) },
	}
	f.add(c)
	c.Flags().StringVar(&f.photos, "photos", ownPhotos, "folder with labels.csv, to compare with")
	c.Flags().StringVar(&f.site, "site", "site.yaml", "the guide's settings")
	c.Flags().BoolVar(&f.asJSON, "json", false, "print the result as JSON")
	c.Flags().StringVar(&f.overlay, "overlay", "", "write a picture (PNG) of what was seen to this file: corners, glare, blurred parts, covered edge, faces")
	return c
}

func (f *explainFlags) run(c *cobra.Command, t *terminal, name string) error {
	known, err := loadChecks(c)
	if err != nil {
		return err
	}
	s, err := f.surveyor(t, f.asJSON)
	if err != nil {
		return err
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder: name one photo, or use samplecheck measure", name)
	}
	photos, err := s.measure(c.Context(), loose+name, []survey.File{{Name: name, Path: name, Wanted: measure.Names(measure.All())}})
	if err != nil {
		return err
	}
	photo := photos[0]
	pages, err := readAdvice(c.Context(), f.site)
	if err != nil {
		fmt.Fprintf(t.err, "The guide's words are missing: %v\n", err)
	}
	var labelled *bench.Result
	if photo.Refusal == nil {
		if labelled, err = f.labelled(c, s, known); err != nil {
			return err
		}
	}
	e := &explanation{photo, bench.Explain(known, photo, labelled), pages}
	if f.asJSON {
		err = e.json(t.out)
	} else {
		e.text(t.out, style(t.out))
	}
	if err == nil && photo.Refusal != nil {
		return exitCode(exitTooFew)
	}
	if err == nil && f.overlay != "" {
		err = writeOverlay(c.Context(), f.overlay, name, f.timeout)
	}
	return err
}

// labelled are the photos to compare with; nil when there are none, which is
// said.
func (f *explainFlags) labelled(c *cobra.Command, s *surveyor, known checks.Checks) (*bench.Result, error) {
	set, wrong, err := dataset.Read(f.photos)
	if err == nil {
		err = wrong.Err()
	}
	if err != nil {
		fmt.Fprintf(s.t.err, "There are no labelled photos to compare with: %v\n", err)
		return nil, nil
	}
	photos, err := s.dataset(c.Context(), set, bench.Asked(known, set))
	if err != nil {
		return nil, err
	}
	return bench.Run(bench.Input{Checks: known, Data: set, Photos: photos}), nil
}

// explanation is all that is known of one photo.
type explanation struct {
	photo  survey.Photo
	checks []bench.Explained
	pages  map[string]advice
}

func (e *explanation) text(w io.Writer, s report.Style) {
	fmt.Fprintln(w, dataset.Shown(e.photo.Name))
	if e.photo.Refusal != nil {
		fmt.Fprintln(w, report.Wrap("Not assessed: "+e.photo.Refusal.Reason, s.Width, "  ", "  "))
		return
	}
	for _, x := range e.checks {
		fmt.Fprintf(w, "\n%s: %s\n", x.Check.ID, s.Verdict(x.Verdict))
		fmt.Fprintln(w, report.Wrap(why(x), s.Width, "  ", "  "))
		if page, ok := e.pages[x.Check.Reason]; ok && (x.Verdict == bench.Fail || x.Verdict == bench.Unsure) {
			fmt.Fprintln(w, report.Wrap(page.Title+". "+page.Summary, s.Width, "  ", "  "))
			fmt.Fprintf(w, "  %s\n", page.Address)
		}
		if len(x.Nearest) > 0 {
			var near []string
			for _, n := range x.Nearest {
				near = append(near, fmt.Sprintf("%s (%s, %s)", dataset.Shown(n.Photo), class(n.Bad), number(n.Number)))
			}
			fmt.Fprintln(w, report.Wrap("Most like it: "+strings.Join(near, ", "), s.Width, "  ", "    "))
		}
	}
	e.face(w)
}

// leastSelfie is the size of a face, as a share of the picture's short side,
// from which a photo is one of a face: portraits on documents are smaller.
const leastSelfie = 0.25

// face shows what was measured of a face, which no check may be about.
func (e *explanation) face(w io.Writer) {
	if size, ok := e.photo.Reading["face-size"]; !ok || size.Absent != "" || size.Number < leastSelfie {
		return
	}
	fmt.Fprintln(w, "\nface: experimental, no labelled photos say what these numbers are worth")
	rows := report.Table{Words: []int{2, 3}}
	for _, m := range measure.All() {
		if v := e.photo.Reading[m.Name]; m.OfFaces() && v.Absent == "" {
			rows.Add(m.Name, number(v.Number), m.Unit, m.Title)
		}
	}
	rows.Write(w, "  ")
}

func class(bad bool) string {
	if bad {
		return "bad"
	}
	return "good"
}

// why says in a sentence how a number came to its verdict.
func why(x bench.Explained) string {
	if x.Value.Absent != "" {
		return x.Measure.Title + ": " + x.Value.Absent
	}
	unit := ""
	if x.Measure.Unit != "" {
		unit = " " + x.Measure.Unit
	}
	said := fmt.Sprintf("%s: %s%s", x.Measure.Title, number(x.Value.Number), unit)
	if t := x.Check.Threshold; t != nil {
		said += fmt.Sprintf("; fails %s %s", t.Side, number(t.Fail))
		if t.Unsure != t.Fail {
			said += fmt.Sprintf(", unsure %s %s", t.Side, number(t.Unsure))
		}
	} else {
		said += "; checks.yaml has no threshold for it"
	}
	said += "."
	if x.Value.Degraded {
		said += " No document was found, so this is the whole picture's."
	}
	return said
}

func (e *explanation) json(w io.Writer) error {
	type checkJSON struct {
		Check     string            `json:"check"`
		Verdict   bench.Verdict     `json:"verdict"`
		Measure   string            `json:"measure"`
		Unit      string            `json:"unit"`
		Worse     measure.Direction `json:"worse"`
		Value     measure.Value     `json:"value"`
		Threshold *bench.Threshold  `json:"threshold"`
		Reason    string            `json:"reason"`
		Page      *advice           `json:"page"`
		Nearest   []bench.Near      `json:"nearest"`
	}
	found := []checkJSON{}
	for _, x := range e.checks {
		j := checkJSON{
			Check: x.Check.ID, Verdict: x.Verdict, Measure: x.Measure.Name, Unit: x.Measure.Unit, Worse: x.Measure.Worse,
			Value: x.Value, Reason: x.Check.Reason, Nearest: append([]bench.Near{}, x.Nearest...),
		}
		for i := range j.Nearest {
			j.Nearest[i].Photo = dataset.Shown(j.Nearest[i].Photo)
		}
		if t := x.Check.Threshold; t != nil {
			j.Threshold = &bench.Threshold{Side: t.Side, Fail: t.Fail, Unsure: t.Unsure}
		}
		if page, ok := e.pages[x.Check.Reason]; ok {
			j.Page = &page
		}
		found = append(found, j)
	}
	return printJSON(w, struct {
		Photo       string          `json:"photo"`
		Measures    measure.Reading `json:"measures"`
		NotAssessed *refusalJSON    `json:"not_assessed"`
		Checks      []checkJSON     `json:"checks"`
	}{dataset.Shown(e.photo.Name), e.photo.Reading, asRefusalJSON(e.photo.Refusal), found})
}

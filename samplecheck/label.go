package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/generator/checks"
	"retake/generator/local"
	"retake/generator/mistake"
	"retake/regular"
	"retake/samplecheck/dataset"
	"retake/samplecheck/desk"
	"retake/samplecheck/label"
	"retake/samplecheck/report"
	"retake/samplecheck/vision"
	"retake/usage"
)

type labelFlags struct {
	by, site string
	checks   []string
	all      bool
	port     int
	open     bool
}

func newLabel(t *terminal) *cobra.Command {
	var f labelFlags
	c := &cobra.Command{
		Use:   "label DIR",
		Short: "Label one's own photos in the browser, by keyboard or touch",
		Long: `Label the photos of a folder on a page of this machine: one photo and one
question at a time, yes, no or can't tell. Photos never leave the machine.

Each answer is kept at once, in labels.NAME.csv beside the photos. Ctrl-C stops:
then labels.csv is written from what everybody who labelled agrees on. What
people do not agree on is left out, so that nothing is tuned by it; rows that
labels.csv had before stay.

Exit status: 0 done; 2 the command could not run.`,
		Example: "  samplecheck label my-photos --by ana\n  samplecheck label my-photos --by ben --check sharpness --check glare",
		Args:    usage.Exactly(1),
		RunE:    func(c *cobra.Command, args []string) error { return f.run(c, t, args[0]) },
	}
	c.Flags().StringVar(&f.by, "by", "", "who labels (default: your user's name)")
	c.Flags().StringSliceVar(&f.checks, "check", nil, "ask for these checks only; may be repeated")
	c.Flags().BoolVar(&f.all, "all", false, "ask also for what labels.csv says already, to compare")
	c.Flags().IntVar(&f.port, "port", 8100, "port, or the next one that is free")
	c.Flags().BoolVar(&f.open, "open", false, "open the page in the browser")
	c.Flags().StringVar(&f.site, "site", "site.yaml", "the guide's settings")
	return c
}

func (f *labelFlags) run(c *cobra.Command, t *terminal, dir string) error {
	d, err := f.desk(c, t, dir)
	if err != nil {
		return err
	}
	at, err := local.Listen("localhost", f.port)
	if err == nil {
		handler := d.Handler() // it makes the secret
		address := strings.TrimSuffix(at.URL, "/") + d.Path()
		fmt.Fprintf(t.out, "Label %s at:  %s\nAnswers are kept in %s. Press Ctrl-C when you are done.\n",
			count(len(d.Photos), "photo"), address, filepath.Join(dir, "labels."+d.Book.By+".csv"))
		if f.open {
			local.OpenBrowser(t.err, address)
		}
		const slowest = time.Minute
		err = at.Serve(c.Context(), handler, slowest)
	}
	if closed := d.Book.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return f.finish(c, t, dir)
}

// desk reads what there is to label.
func (f *labelFlags) desk(c *cobra.Command, t *terminal, dir string) (*desk.Desk, error) {
	known, err := loadChecks(c)
	if err != nil {
		return nil, err
	}
	asked, err := only(known, f.checks)
	if err != nil {
		return nil, err
	}
	d := &desk.Desk{Dir: dir}
	if d.Photos, err = photosBelow(dir); err != nil {
		return nil, err
	}
	if d.Settled, err = label.Settled(dir); err != nil {
		return nil, err
	}
	if f.all {
		d.Settled = nil
	}
	if d.Book, err = label.Open(dir, cmp.Or(f.by, ownName())); err != nil {
		return nil, err
	}
	d.Questions = questions(c.Context(), t, known, asked, f.site)
	return d, nil
}

// only keeps the checks that are named; all when none is.
func only(known checks.Checks, names []string) (checks.Checks, error) {
	if len(names) == 0 {
		return known, nil
	}
	var chosen checks.Checks
	for _, name := range names {
		c := known.Find(name)
		if c == nil {
			return nil, fmt.Errorf("there is no check %q. %s", name, mistake.DidYouMean(name, known.IDs()))
		}
		chosen = append(chosen, *c)
	}
	return chosen, nil
}

// questions are the checks that are asked for, in the words of the guide.
func questions(ctx context.Context, t *terminal, known, asked checks.Checks, site string) []desk.Question {
	pages, err := readAdvice(ctx, site)
	if err != nil {
		fmt.Fprintf(t.err, "The guide's words are missing: %v\n", err)
	}
	serves := map[string]int{} // a page's summary tells of one defect
	for _, c := range known {
		serves[c.Reason]++
	}
	var all []desk.Question
	for _, c := range asked {
		page := pages[c.Reason]
		if serves[c.Reason] > 1 {
			page.Summary = ""
		}
		ask := cmp.Or(c.Ask, fmt.Sprintf("Does this photo have the defect “%s”?", c.ID))
		all = append(all, desk.Question{Check: c.ID, Ask: ask, Title: page.Title, Help: page.Summary})
	}
	return all
}

// photosBelow lists a folder's photos by their paths below it.
func photosBelow(dir string) ([]string, error) {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %s", dir)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", dir)
	}
	found, err := dataset.Find(dir)
	if err != nil {
		return nil, err
	}
	for i, file := range found {
		below, err := filepath.Rel(dir, file)
		if err != nil {
			return nil, err
		}
		found[i] = filepath.ToSlash(below)
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("there is no photo in %s", dir)
	}
	return found, nil
}

var noName = regexp.MustCompile(`[^\p{L}\p{N}_-]+`)

// ownName is the user's name, as far as it can be part of a file's.
func ownName() string {
	if u, err := user.Current(); err == nil {
		return cmp.Or(noName.ReplaceAllString(u.Username, "-"), "me")
	}
	return "me"
}

// finish writes labels.csv, and says what people agree on and what comes next.
func (f *labelFlags) finish(c *cobra.Command, t *terminal, dir string) error {
	labels, err := mergeLabels(t, dir)
	if err != nil {
		return err
	}
	known, err := loadChecks(c)
	if err != nil {
		return err
	}
	found, err := label.Compare(dir, known.IDs())
	if err != nil {
		return err
	}
	for _, a := range found {
		fmt.Fprintln(t.out, report.Wrap(a.String()+".", style(t.out).Width, "", "  "))
	}
	if len(found) > 0 {
		fmt.Fprintf(t.out, "What people differ on: samplecheck labels agreement --photos %s\n", usage.Shell(dir))
	}
	if labels == 0 {
		again := "samplecheck label " + usage.Shell(dir)
		if f.by != "" {
			again += " --by " + f.by
		}
		for _, name := range f.checks {
			again += " --check " + name
		}
		fmt.Fprintln(t.out, "Next: "+again)
		return nil
	}
	fmt.Fprintf(t.out, "Next: samplecheck labels lint --photos %s\n      samplecheck run --photos %[1]s\n", usage.Shell(dir))
	return nil
}

// mergeLabels writes labels.csv, and says how many labels it has.
func mergeLabels(t *terminal, dir string) (labels int, err error) {
	m, err := label.Merge(dir, func(photos []string) map[string]string {
		return label.Scenes(photos, func(photo string) (time.Time, bool) { return taken(filepath.Join(dir, filepath.FromSlash(photo))) })
	})
	if err != nil {
		return 0, err
	}
	if m.Labels+m.Differ+m.Unknown == 0 {
		fmt.Fprintln(t.out, "Nothing has been answered yet.")
		return 0, nil
	}
	said := fmt.Sprintf("%s has %s.", filepath.Join(dir, dataset.File), count(m.Labels, "label"))
	if m.Differ > 0 {
		said += fmt.Sprintf(" %s left out because people differ.", count(m.Differ, "answer"))
	}
	if m.Unknown > 0 {
		said += fmt.Sprintf(" %s left out because nobody could tell.", count(m.Unknown, "answer"))
	}
	fmt.Fprintln(t.out, report.Wrap(said, style(t.out).Width, "", "  "))
	return m.Labels, nil
}

// taken is when a photo was taken, as its beginning says.
func taken(file string) (time.Time, bool) {
	f, err := regular.Open(file)
	if err != nil {
		return time.Time{}, false
	}
	defer f.Close()          // reading only: nothing can be lost
	const enough = 128 << 10 // EXIF data comes first, in 64 KiB at most
	head := make([]byte, enough)
	n, _ := f.Read(head) // less is enough, and nothing is no time
	return vision.Taken(head[:n])
}

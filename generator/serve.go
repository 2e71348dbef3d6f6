package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"retake/generator/audit"
	"retake/generator/local"
	"retake/generator/preview"
	"retake/generator/publish"
	"retake/usage"
)

func newServe(t *terminal) *cobra.Command {
	var host, date string
	var port int
	var open, follow, poll, asPublished bool
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the guide while it is written",
		Long: `Show the guide in a browser on this machine while it is written. What is
saved is on the page at once; what is wrong is said on the page and here,
and the last site without mistakes stays until it is mended.

Drafts, and pages before and after their time, are shown with a badge.
/__preview/ lists all pages, with what is found in them. Nothing is written
to disk. Ctrl-C stops the preview.`,
		Example: "  generator serve --open --follow",
		Args:    usage.None(siteFlag),
		RunE: func(c *cobra.Command, _ []string) error {
			chosen := siteFlags{date: date}
			options, err := chosen.options(c)
			if err != nil {
				return err
			}
			if port < 0 || port > 65535 {
				return fmt.Errorf("--port %d is not a port: the last one is 65535", port)
			}
			if options.Drafts = !asPublished && date == ""; date == "" {
				options.Date = time.Time{} // today, whichever day that becomes
			}
			var auditor auditor
			shown, err := preview.New(c.Context(), preview.Options{Build: options, Follow: follow, Poll: poll, Log: t.err, Find: auditor.find, Look: auditor.look})
			if err != nil {
				return settingsMissing(options.File, err)
			}
			at, err := local.Listen(host, port)
			if err != nil {
				return err
			}
			greet(t.out, at, port)
			if open {
				local.OpenBrowser(t.err, at.URL)
			}
			return shown.Run(c.Context(), at)
		},
	}
	c.Flags().StringVar(&host, "host", "localhost", "name or address to listen on; 0.0.0.0 lets other machines see the guide")
	c.Flags().IntVar(&port, "port", 8000, "port, or the next one that is free")
	c.Flags().BoolVar(&open, "open", false, "open the guide in the browser")
	c.Flags().BoolVar(&follow, "follow", false, "go to the page that was just saved")
	c.Flags().BoolVar(&asPublished, "as-published", false, "show what readers see: no drafts, no pages before or after their time")
	c.Flags().StringVar(&date, "date", "", "show what readers see on this day, like 2027-01-31")
	c.Flags().BoolVar(&poll, "poll", false, "look through the folders again and again, where their changes are not announced")
	return c
}

// auditor audits builds for a preview: all that was written, and pages as
// they are published when they are on screen, since all of them take longer
// than a writer waits. What it found before in pages that are the same is not
// looked for again.
type auditor struct {
	texts, pages audit.Memory

	mu      sync.Mutex
	subject *audit.Subject // the last build
	screen  *audit.Screen  // of it; nil until a page is looked at
}

// of makes the lexicons of a build only once.
func (a *auditor) of(build *publish.Build) *audit.Subject {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.subject == nil || a.subject.Build != build {
		a.subject, a.screen = audit.NewSubject(build, build.Site.Date), nil
	}
	return a.subject
}

// on looks at the pages of a subject.
func (a *auditor) on(subject *audit.Subject) *audit.Screen {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.screen == nil || a.subject != subject {
		a.subject, a.screen = subject, audit.NewScreen(subject, &a.pages)
	}
	return a.screen
}

// find finds what is wrong with what was written.
func (a *auditor) find(ctx context.Context, build *publish.Build) ([]preview.Finding, error) {
	report, err := audit.Run(ctx, a.of(build), audit.Options{Live: true, Memory: &a.texts})
	if err != nil {
		return nil, err
	}
	return listed(report.Findings), nil
}

// look finds what is wrong with one page as a browser gets it.
func (a *auditor) look(build *publish.Build, name string) ([]preview.Finding, error) {
	found, err := a.on(a.of(build)).Findings(name)
	return listed(found), err
}

func listed(found []audit.Finding) []preview.Finding {
	var list []preview.Finding
	for _, f := range found {
		m := f.Mistake
		m.Hint = f.Mend()
		list = append(list, preview.Finding{Mistake: m, Level: f.Level().String(), Page: f.Page})
	}
	return list
}

func greet(w io.Writer, at *local.Address, port int) {
	if at.Moved {
		fmt.Fprintf(w, "Port %d is in use; the next free one is taken.\n", port)
	}
	fmt.Fprintf(w, "The guide:  %s\nAll pages:  %s__preview/\nPress Ctrl-C to stop.\n", at.URL, at.URL)
}

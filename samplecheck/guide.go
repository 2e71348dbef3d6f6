package main

import (
	"context"
	"errors"
	"time"

	"retake/generator/guide"
	"retake/generator/publish"
)

// advice is what the guide says about what a check finds.
type advice struct {
	Title   string `json:"title"`
	Summary string `json:"summary"`
	Address string `json:"address"`
}

// readAdvice reads the pages of the guide's reasons, by their slugs, in its
// first language.
func readAdvice(ctx context.Context, settings string) (map[string]advice, error) {
	build, err := publish.NewBuilder(publish.Options{File: settings, Date: time.Now().UTC()}).Build(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range build.Mistakes {
		if m.Rule != "stale-measurement" { // thresholds are being tried
			return nil, m
		}
	}
	if len(build.Site.Guides) == 0 {
		return nil, errors.New("it has no language")
	}
	found := map[string]advice{}
	for _, p := range build.Site.Guides[0].OfKind(guide.Reason) {
		found[p.Slug()] = advice{p.Title(), p.Doc.Front.Summary, build.Config.Absolute(p.URL)}
	}
	return found, nil
}

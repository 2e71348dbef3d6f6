package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/publish"
	"retake/generator/tree"
	"retake/usage"
)

func newTree(t *terminal) *cobra.Command {
	var chosen siteFlags
	var lang, draw string
	var asJSON bool
	c := &cobra.Command{
		Use:   "tree SLUG",
		Short: "Draw a decision tree and do its arithmetic",
		Long: `Draw a decision tree and do its arithmetic: how many questions readers answer,
the best that could be, and the changes that would save most. What readers
come for is taken from content/shares.csv (reason,count); without it, every
page is taken to be for equally many readers.

A tree with mistakes is drawn too, with the bad places marked.

Exit status: 0 done; 1 the tree has mistakes; 2 the command could not run.`,
		Example: "  generator tree why-was-i-rejected --draw tree.svg",
		Args:    usage.Exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			build, err := chosen.build(c)
			if err != nil {
				return err
			}
			found, err := findTree(build, lang, args[0])
			if err != nil {
				return err
			}
			wrong := inFile(build.Mistakes, found.File.File)
			if draw != "" {
				if err := os.WriteFile(draw, drawTree(found, wrong), 0o644); err != nil {
					return fmt.Errorf("draw the tree: %w", err)
				}
			}
			if len(wrong) > 0 {
				return wrong
			}
			result, err := found.Measure(found.Audience(build.Site.Shares))
			if err != nil {
				return fmt.Errorf("measure the tree: %w", err)
			}
			if asJSON {
				return printTreeJSON(t.out, found, result)
			}
			printTree(t.out, found, result)
			return nil
		},
	}
	chosen.add(c)
	c.Flags().StringVar(&lang, "lang", "", "language of the tree (default: the guide's first)")
	c.Flags().StringVar(&draw, "draw", "", "write the drawing to this SVG file")
	c.Flags().BoolVar(&asJSON, "json", false, "print the arithmetic as JSON")
	return c
}

// findTree finds a tree in a build, which may have mistakes elsewhere.
func findTree(build *publish.Build, lang, slug string) (*guide.Tree, error) {
	if build.Site == nil {
		return nil, build.Mistakes
	}
	for _, g := range build.Site.Guides {
		if lang != g.Lang.Tag && (lang != "" || !g.Default) {
			continue
		}
		if t := g.Tree(slug); t != nil {
			return t, nil
		}
		var known []string
		for _, t := range g.Trees {
			known = append(known, t.Slug)
		}
		return nil, fmt.Errorf("there is no tree %q. %s", slug, mistake.DidYouMean(slug, known))
	}
	return nil, fmt.Errorf("the guide has no language %q", lang)
}

func inFile(list mistake.List, file string) mistake.List {
	var found mistake.List
	for _, m := range list {
		if m.File == file {
			found = append(found, m)
		}
	}
	return found
}

func drawTree(t *guide.Tree, wrong mistake.List) []byte {
	return t.Layout(t.Look(wrong)).SVG(tree.Writing{Alone: true})
}

func printTree(w io.Writer, t *guide.Tree, a tree.Arithmetic) {
	answers := 0
	for _, q := range t.Questions {
		answers += len(q.Answers)
	}
	fmt.Fprintf(w, "%s: %s, %d answers, %s pages, %d tests\n\n", t.Title, count(len(t.Questions), "question"), answers, t.Pages(), len(t.Tests))
	if a.Assumed {
		fmt.Fprintln(w, "Nobody has counted what readers come for (content/shares.csv), so every page")
		fmt.Fprintln(w, "is taken to be for equally many of them.")
		fmt.Fprintln(w)
	}
	best := "a quick search found no better order"
	if a.Optimal {
		best = "no order of these questions is better"
	}
	fmt.Fprintf(w, "questions a reader answers    %5.2f\n", float64(a.Expected))
	fmt.Fprintf(w, "best order of these questions %5.2f  (%s)\n", float64(a.Best), best)
	fmt.Fprintf(w, "bound for any tree            %5.2f  (entropy; %d answers a question)\n", float64(a.Bound), a.Width)
	fmt.Fprintf(w, "end without an answer         %4.0f %%\n", 100*float64(a.Unsettled))
	if a.Outside > 0 {
		fmt.Fprintf(w, "counted, but not reached      %5d readers\n", a.Outside)
	}
	if len(a.Changes) > 0 {
		fmt.Fprintln(w, "\nWhat would save most:")
	}
	for _, change := range a.Changes {
		fmt.Fprintf(w, "- %s.\n", change)
	}
	fmt.Fprintln(w, "\nShare of readers who give each answer:")
	last := ""
	for _, s := range a.Answers {
		if s.Question.Key != last {
			last = s.Question.Key
			fmt.Fprintf(w, "  %s\n", last)
		}
		fmt.Fprintf(w, "  %5.1f %%  %s\n", 100*float64(s.Share), s.Answer.Key)
	}
	if untested := t.Untested(); len(untested) > 0 {
		fmt.Fprintf(w, "\nNo test gives %s.\n", count(len(untested), "answer"))
	}
}

type answerShareJSON struct {
	Question string  `json:"question"`
	Answer   string  `json:"answer"`
	Share    float64 `json:"share"`
}

func printTreeJSON(w io.Writer, t *guide.Tree, a tree.Arithmetic) error {
	out := struct {
		Tree      string            `json:"tree"`
		Lang      string            `json:"lang"`
		Questions int               `json:"questions"`
		Pages     string            `json:"pages"`
		Assumed   bool              `json:"assumed_equal_shares"`
		Expected  float64           `json:"expected"`
		Best      float64           `json:"best"`
		Optimal   bool              `json:"best_is_optimal"`
		Bound     float64           `json:"bound"`
		Unsettled float64           `json:"unsettled"`
		Changes   []string          `json:"changes"`
		Answers   []answerShareJSON `json:"answers"`
		Untested  []answerShareJSON `json:"untested"`
	}{
		t.Slug, t.Guide.Lang.Tag, len(t.Questions), t.Pages().String(), a.Assumed, float64(a.Expected), float64(a.Best),
		a.Optimal, float64(a.Bound), float64(a.Unsettled), []string{}, []answerShareJSON{}, []answerShareJSON{},
	}
	for _, c := range a.Changes {
		out.Changes = append(out.Changes, c.String())
	}
	for _, s := range a.Answers {
		out.Answers = append(out.Answers, answerShareJSON{s.Question.Key, s.Answer.Key, float64(s.Share)})
	}
	for _, c := range t.Untested() {
		out.Untested = append(out.Untested, answerShareJSON{Question: c.Question.Key, Answer: c.Answer.Key})
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

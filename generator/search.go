package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator/config"
	"retake/generator/guide"
	"retake/generator/publish"
	"retake/generator/search"
	"retake/usage"
)

func newSearch(t *terminal) *cobra.Command {
	var lang string
	var limit int
	var asJSON bool
	var chosen siteFlags
	c := &cobra.Command{
		Use:   "search WORDS",
		Short: "Print what a reader would find",
		Long: `Print what a reader would find who types these words into the search box. It
runs the script that readers run, on an index made for it; nothing is written.

Exit status: 0 something was found; 1 nothing was found, or the content has
mistakes; 2 the command could not run.`,
		Example: "  generator search white spot on my id\n  generator search --lang es foto borrosa",
		Args:    usage.AtLeastOne,
		RunE: func(c *cobra.Command, words []string) error {
			build, err := chosen.build(c)
			if err != nil {
				return err
			}
			if len(build.Mistakes) > 0 {
				return refuse(t, build, asJSON)
			}
			g, err := guideIn(build.Site, lang)
			if err != nil {
				return err
			}
			query := strings.Join(words, " ")
			answer, err := findAsReader(build, g, query, limit)
			if err != nil {
				return err
			}
			if asJSON {
				err = printSearchJSON(t.out, build.Config, g, query, answer)
			} else {
				printSearch(t.out, query, answer)
			}
			if err == nil && len(answer.Results) == 0 {
				return exitCode(exitWrong)
			}
			return err
		},
	}
	chosen.add(c)
	c.Flags().StringVar(&lang, "lang", "", "language to search in (default: the guide's first)")
	c.Flags().IntVar(&limit, "limit", 8, "most pages to print")
	c.Flags().BoolVar(&asJSON, "json", false, "print the result as JSON")
	return c
}

// guideIn is the guide in a language, the default one when none is named.
func guideIn(site *guide.Site, lang string) (*guide.Guide, error) {
	if lang == "" {
		return site.Guides[0], nil
	}
	i := slices.IndexFunc(site.Guides, func(g *guide.Guide) bool { return g.Lang.Tag == lang })
	if i < 0 {
		var tags []string
		for _, g := range site.Guides {
			tags = append(tags, g.Lang.Tag)
		}
		return nil, fmt.Errorf("the guide is not in %q; its languages are: %s", lang, strings.Join(tags, ", "))
	}
	return site.Guides[i], nil
}

// findAsReader runs the published script on the index as it would be
// published.
func findAsReader(build *publish.Build, g *guide.Guide, query string, limit int) (search.Answer, error) {
	reader, err := build.Search(g)
	if err != nil {
		return search.Answer{}, err
	}
	return reader.Find(query, limit)
}

func printSearch(w io.Writer, query string, answer search.Answer) {
	if len(answer.Results) == 0 {
		fmt.Fprintf(w, "Nothing found for %q.\n", query)
		if answer.Near != "" {
			fmt.Fprintf(w, "The nearest word is %q.\n", answer.Near)
		}
		return
	}
	for i, r := range answer.Results {
		title := r.Title
		if r.Heading != "" {
			title += " › " + r.Heading
		}
		fmt.Fprintf(w, "%d. %s (%.2f)\n   /%s\n   %s\n", i+1, title, r.Score, r.URL, r.Sentence)
	}
}

func printSearchJSON(w io.Writer, site *config.Site, g *guide.Guide, query string, answer search.Answer) error {
	type result struct {
		URL   string  `json:"url"`
		Title string  `json:"title"`
		Score float64 `json:"score"`
	}
	results := []result{}
	for _, r := range answer.Results {
		results = append(results, result{site.Absolute(r.URL), r.Title, r.Score})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		Query   string   `json:"query"`
		Lang    string   `json:"lang"`
		Results []result `json:"results"`
	}{query, g.Lang.Tag, results})
}

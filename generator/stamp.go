package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/mistake"
	"retake/generator/translation"
)

func newStamp(t *terminal) *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use:   "stamp [FILE...]",
		Short: "Record what translations were made from",
		Long: `Record in translations the text that they were made from, as source in
their front matter. When that text changes later, the build names them.

Without FILE, translations that record nothing are stamped. A FILE is stamped
also when its source has changed: do so when you have brought it up to date.
Nothing else in the files is changed.

Exit status: 0 done; 1 a page or its source has mistakes, and nothing was
changed; 2 a file is no translation, or could not be written.`,
		Example: `  generator stamp
  generator stamp content/es/reasons/blurry-photo.md`,
		RunE: func(c *cobra.Command, files []string) error {
			if all && len(files) > 0 {
				return errors.New("--all stamps every translation: name files, or use --all, not both")
			}
			site, err := loadSite(c)
			if err != nil {
				return err
			}
			library, err := readContent(c.Context(), site)
			if err != nil {
				return err
			}
			s := stamper{site, library, translation.Find(library, tags(site))}
			chosen, err := s.choose(files, all)
			if err != nil {
				return err
			}
			return s.stamp(t.out, chosen, len(files) == 0 && !all)
		},
	}
	c.Flags().BoolVar(&all, "all", false, "stamp every translation, also those whose source has changed")
	return c
}

type stamper struct {
	site         *config.Site
	library      *content.Library
	translations []translation.Translation
}

func (s *stamper) file(d *content.Document) string {
	return s.site.Path(s.site.Content, filepath.FromSlash(d.Path))
}

// choose finds what is to be stamped, and refuses before anything is written.
func (s *stamper) choose(files []string, all bool) ([]translation.Translation, error) {
	var chosen []translation.Translation
	for _, t := range s.translations {
		if all || len(files) == 0 && t.State() == translation.Unrecorded {
			chosen = append(chosen, t)
		}
	}
	for _, file := range files {
		t, err := s.named(file)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(chosen, t) {
			chosen = append(chosen, t)
		}
	}
	var wrong mistake.List
	for _, t := range chosen {
		wrong = append(wrong, t.Mistakes(s.library)...)
	}
	return chosen, wrong.Sorted().Err()
}

// named is the translation that a person means by a file.
func (s *stamper) named(file string) (translation.Translation, error) {
	same := func(d *content.Document) bool { return samePath(file, s.file(d)) }
	if i := slices.IndexFunc(s.translations, func(t translation.Translation) bool { return same(t.Page) }); i >= 0 {
		return s.translations[i], nil
	}
	return translation.Translation{}, fmt.Errorf("%s %s", file, s.noTranslation(file, same))
}

// noTranslation says why a file is none, and what to do.
func (s *stamper) noTranslation(file string, same func(*content.Document) bool) string {
	origin := s.site.Default().Tag
	if i := slices.IndexFunc(s.library.Documents, same); i >= 0 {
		if s.library.Documents[i].Lang == origin {
			return fmt.Sprintf("is in %s, the language that the others are translated from; name a translation of it", origin)
		}
		return fmt.Sprintf("is no translation: there is no page %s in %s", s.library.Documents[i].Key(), origin)
	}
	info, err := os.Stat(file)
	if err == nil && info.IsDir() {
		return "is a folder; name its files, or stamp every translation with --all"
	}
	var known []string
	for _, t := range s.translations {
		known = append(known, t.Page.At(0).File)
	}
	hint := "name a page below " + s.site.Path(s.site.Content)
	if near := mistake.Nearest(filepath.ToSlash(file), known); near != "" {
		hint = "did you mean " + near + "?"
	}
	if err != nil {
		return "is not there; " + hint
	}
	return "is no page of this guide; " + hint
}

func samePath(a, b string) bool {
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return errA == nil && errB == nil && a == b
}

func (s *stamper) stamp(w io.Writer, chosen []translation.Translation, onlyMissing bool) error {
	done := 0
	for _, t := range chosen {
		name := t.Page.At(0).File
		if t.State() == translation.Current && t.Recorded() {
			fmt.Fprintf(w, "%s: up to date, %s\n", name, t.Source.TextSum)
			continue
		}
		if err := t.Stamp(s.file(t.Page)); err != nil {
			return err
		}
		done++
		if t.State() == translation.Stale {
			fmt.Fprintf(w, "%s: now %s, before %s\n", name, t.Source.TextSum, t.Page.Front.Source)
		} else {
			fmt.Fprintf(w, "%s: now %s\n", name, t.Source.TextSum)
		}
	}
	fmt.Fprintf(w, "Stamped %s.\n", count(done, "translation"))
	if stale := s.stale(); onlyMissing && len(stale) > 0 {
		fmt.Fprintf(w, "Left as they are, because their source has changed:\n  %s\nBring each up to date, then name it: generator stamp FILE\n", strings.Join(stale, "\n  "))
	}
	return nil
}

func (s *stamper) stale() []string {
	var names []string
	for _, t := range s.translations {
		if t.State() == translation.Stale {
			names = append(names, t.Page.At(0).File)
		}
	}
	return names
}

package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"golang.org/x/text/language"

	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/render"
	"retake/regular"
)

func newStrings(t *terminal) *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use:   "strings [LANG]",
		Short: "List the words of the pages' interface that are to be translated",
		Long: `List the words of the pages' interface that a language lacks, as YAML to be
pasted into strings.yaml in the language's folder. The English words stand
beside each. What you leave empty appears in English, and the build counts it.

Without LANG, all of the guide's languages are listed. LANG may be a language
that you have yet to add.

Exit status: 0 done; 1 the settings or the words have mistakes; 2 the command
could not run.`,
		Example: `  generator strings
  generator strings fr >> content/fr/strings.yaml
  generator strings en --all`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return errors.New("name one language, or none for all of the guide's")
			}
			site, err := loadSite(c)
			if err != nil {
				return err
			}
			chosen := tags(site)
			if len(args) == 1 {
				if _, err := language.Parse(args[0]); err != nil || strings.Contains(args[0], "_") {
					return fmt.Errorf("%q is not a language; write a BCP 47 tag, like en, es or pt-BR", args[0])
				}
				chosen = args
			}
			words, err := readPhrases(site)
			if err != nil {
				return err
			}
			for _, tag := range chosen {
				if err := words.print(t.out, tag, all); err != nil {
					return err
				}
				if !slices.Contains(tags(site), tag) {
					fmt.Fprintf(t.err, "Note: add %s to languages in %s.\n", tag, site.File)
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&all, "all", false, "list every word, with its present text")
	return c
}

// phrases are the interface's words as they are written, with their variables
// still open.
type phrases struct {
	site    *config.Site
	open    content.Variables
	program map[string]content.Strings // by language
}

func readPhrases(site *config.Site) (*phrases, error) {
	open := content.Variables{}
	for name := range site.Variables {
		open[name] = "{{ " + name + " }}"
	}
	var sources render.Sources
	if site.Templates != "" {
		sources = render.ReadSources(os.DirFS(site.Path(site.Templates)), site.Templates)
	}
	program, wrong := sources.Words(open)
	return &phrases{site, open, program}, wrong.Sorted().Err()
}

// file is where a guide keeps its own words of a language.
func (p *phrases) file(tag string) string { return p.site.Path(p.site.Content, tag, "strings.yaml") }

// present are the words of a language without those that fall back to
// English.
func (p *phrases) present(tag string) (content.Strings, error) {
	src, err := regular.ReadFile(p.file(tag))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	own, wrong := content.ReadStrings(filepath.ToSlash(p.file(tag)), src, p.open)
	base, _, _ := strings.Cut(tag, "-")
	words := content.Strings{}
	for _, layer := range []content.Strings{p.program[base], p.program[tag], own} {
		maps.Copy(words, layer)
	}
	return words, wrong.Sorted().Err()
}

// print writes the words that a language lacks, or all, in the order of the
// English file.
func (p *phrases) print(w io.Writer, tag string, all bool) error {
	present, err := p.present(tag)
	if err != nil {
		return err
	}
	english := p.program["en"]
	keys := slices.SortedFunc(maps.Keys(english), func(a, b string) int {
		return cmp.Or(cmp.Compare(english[a].At.Line, english[b].At.Line), strings.Compare(a, b))
	})
	lacking := slices.DeleteFunc(slices.Clone(keys), func(key string) bool {
		_, ok := present[key]
		return ok
	})
	name := filepath.ToSlash(p.file(tag))
	if !all {
		keys = lacking
	}
	if len(keys) == 0 {
		fmt.Fprintf(w, "# %s lacks nothing: all %s are there.\n", tag, count(len(english), "text"))
		return nil
	}
	fmt.Fprintf(w, "# For %s. Words in braces are filled in by the program.\n", name)
	for _, key := range keys {
		fmt.Fprintln(w, phraseLine(key, present[key].Text, english[key].Text))
	}
	return nil
}

// phraseLine is a line of a strings file, with the English words beside it
// when they are others.
func phraseLine(key, text, english string) string {
	line := key + ":"
	if text != "" {
		line += " " + quoted(text)
	}
	if text != english {
		line += " # " + strings.Join(strings.Fields(english), " ")
	}
	return line
}

// quoted is a text as a YAML value on one line.
func quoted(text string) string {
	if plain, err := yaml.Marshal(text); err == nil && bytes.Count(plain, []byte("\n")) == 1 {
		return strings.TrimSpace(string(plain))
	}
	return strconv.Quote(text)
}

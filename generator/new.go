package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/starter"
)

func newNew(t *terminal) *cobra.Command {
	var page starter.Page
	c := &cobra.Command{
		Use:   "new KIND SLUG",
		Short: "Begin a page: a reason, how-to, situation or page",
		Long: `Begin a page: write its file with front matter, headings and sentences to be
replaced, and print its path. KIND is reason, how-to, situation or page. SLUG
is the page's name in addresses: lower-case letters, digits and hyphens.

The page is a draft: readers do not see it until you take draft: true away.
With --lang, a page that the default language has is copied, to be translated.

Exit status: 0 done; 1 the page would have mistakes, and nothing was written;
2 the page is there already, or cannot be called so.`,
		Example: `  generator new reason blurry-photo
  generator new how-to send-it-again --title "Send it again"
  generator new reason blurry-photo --lang es`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := readPageName(&page, args); err != nil {
				return err
			}
			site, err := loadSite(c)
			if err != nil {
				return err
			}
			if page.Lang == "" {
				page.Lang = site.Default().Tag
			}
			if !slices.Contains(tags(site), page.Lang) {
				return fmt.Errorf("%q is not one of the guide's languages, %s; add it to languages in %s first",
					page.Lang, strings.Join(tags(site), ", "), site.File)
			}
			b := &beginner{site: site, page: page}
			if err := b.begin(c.Context()); err != nil {
				return err
			}
			fmt.Fprintln(t.out, b.shown())
			fmt.Fprintln(t.err, b.next())
			return nil
		},
	}
	c.AddCommand(newNewTemplate(t))
	c.Flags().StringVar(&page.Lang, "lang", "", "language of the page (default: the guide's first)")
	c.Flags().StringVar(&page.Title, "title", "", "title of the page (default: made of SLUG)")
	return c
}

func readPageName(page *starter.Page, args []string) error {
	if len(args) < 2 {
		return errors.New("say what to begin and its name: generator new reason blurry-photo; kinds are " + strings.Join(starter.Kinds, ", "))
	}
	page.Kind, page.Slug = args[0], strings.Join(args[1:], " ")
	if !slices.Contains(starter.Kinds, page.Kind) {
		return fmt.Errorf("there is no kind of page %q. %s", page.Kind, mistake.DidYouMean(page.Kind, starter.Kinds))
	}
	slug := starter.Slug(page.Slug)
	switch {
	case page.Slug == "_index":
		return errors.New("_index.md is a folder's own page: write it, or copy it to translate it")
	case slug == "":
		return fmt.Errorf("%q cannot be part of an address; use the letters a to z, digits and hyphens, like blurry-photo", page.Slug)
	case slug != page.Slug:
		return fmt.Errorf("%q cannot be part of an address; try: generator new %s %s", page.Slug, page.Kind, slug)
	}
	return nil
}

// beginner writes one page into a guide.
type beginner struct {
	site     *config.Site
	page     starter.Page
	original *content.Document // that the page is copied from; nil: it is not a translation
	folder   string            // path of the page that names the folder, when it was begun too
}

func (b *beginner) file() string { return b.at(b.page.Path()) }

// at is where a content file is.
func (b *beginner) at(path string) string {
	return b.site.Path(b.site.Content, filepath.FromSlash(path))
}

func (b *beginner) shown() string { return filepath.ToSlash(b.file()) }

// begin writes the page, looks at the guide with it, and takes it away again
// when it would be in the guide's way.
func (b *beginner) begin(ctx context.Context) error {
	dir := b.site.Path(b.site.Content)
	reader := content.NewReader(dir, filepath.ToSlash(dir))
	if !reader.Exists() {
		return noContent(b.site)
	}
	library, err := reader.Read(ctx, b.site.Variables)
	if err != nil {
		return err
	}
	text, err := b.text(library)
	if err != nil {
		return err
	}
	if err := starter.Create(b.file(), text); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; choose another name, or edit it", b.shown())
	} else if err != nil {
		return fmt.Errorf("begin a page: %w", err)
	}
	if err := b.nameFolder(library); err != nil {
		_ = os.Remove(b.file()) // the first error is the one to tell
		return err
	}
	with, err := reader.Read(ctx, b.site.Variables)
	if err == nil {
		err = b.added(library, with).Err()
	}
	if err != nil {
		_ = os.Remove(b.file()) // the first error is the one to tell
		if b.folder != "" {
			_ = os.Remove(b.at(b.folder))
		}
	}
	return err
}

// nameFolder begins the page that names the folder, when no language has it.
func (b *beginner) nameFolder(library *content.Library) error {
	folder := b.page.FolderPath(library)
	if folder == "" || b.original != nil {
		return nil
	}
	err := starter.Create(b.at(folder), b.page.Folder(time.Now().UTC()))
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil // it is there, and a build says what is wrong with it
	case err != nil:
		return fmt.Errorf("begin the folder's page: %w", err)
	}
	b.folder = folder
	return nil
}

func (b *beginner) text(library *content.Library) ([]byte, error) {
	b.original = b.page.Original(library, b.site.Default().Tag)
	if b.original == nil {
		b.page.Schema = b.schema()
		return b.page.Draft(library, time.Now().UTC()), nil
	}
	wrong := slices.DeleteFunc(slices.Clone(library.Mistakes), func(m mistake.Mistake) bool { return m.File != b.original.At(0).File })
	if len(wrong) > 0 {
		return nil, wrong
	}
	src, err := os.ReadFile(b.site.Path(b.site.Content, filepath.FromSlash(b.original.Path)))
	if err != nil {
		return nil, err
	}
	return b.page.Translation(src, b.original)
}

// schema is the path from the page to the schema of front matter, empty when
// the guide has no copy of it.
func (b *beginner) schema() string {
	schema := b.site.Path("schemas", "page.schema.json")
	if _, err := os.Stat(schema); err != nil {
		return ""
	}
	path, err := filepath.Rel(filepath.Dir(b.file()), schema)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(path)
}

// added are the mistakes that a guide has with the page and not without it.
func (b *beginner) added(before, after *content.Library) mistake.List {
	wrong := func(library *content.Library) mistake.List {
		_, wrong := guide.New(guide.Source{Site: b.site, Library: library, Drafts: true})
		return wrong
	}
	known := wrong(before)
	return slices.DeleteFunc(wrong(after), func(m mistake.Mistake) bool { return slices.Contains(known, m) })
}

func (b *beginner) next() string {
	if b.folder != "" {
		return "This is a draft. Readers do not see it until you take draft: true away.\n" + filepath.ToSlash(b.at(b.folder)) + " names the folder: say there what its pages are about."
	}
	if b.original != nil {
		return fmt.Sprintf("This is a copy of %s. Translate it, then take draft: true away.", b.original.At(0).File)
	}
	return "This is a draft. Readers do not see it until you take draft: true away."
}

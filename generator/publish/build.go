// Package publish makes a site of the publisher's files and writes it to the
// publish directory. A site with mistakes is never written. It decides what
// is made again and what is kept; what the files say is package render's
// business, and how they reach the disk unharmed is package output's.
package publish

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"retake/generator/config"
	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/mistake"
	"retake/generator/render"
	"retake/generator/search"
)

// Options say what is built.
type Options struct {
	File      string         // site.yaml
	Overrides map[string]any // settings from flags, above all others
	Date      time.Time      // the day that is published
	Drafts    bool           // show drafts, and pages before and after their time
}

// Builder builds a site, and again after changes: what is still the same is
// not read again. It is not safe for concurrent use.
type Builder struct {
	options Options
	changed []string // paths to be read again
	whole   bool     // so is everything
	reader  *content.Reader
	folder  string // that reader reads
	look    look
	indexer *search.Indexer
}

// NewBuilder makes a builder; nothing is read yet.
func NewBuilder(options Options) *Builder {
	return &Builder{options: options, indexer: search.NewIndexer()}
}

// Build is a site ready to be written, or the mistakes that are in its way.
type Build struct {
	Config   *config.Site
	Site     *guide.Site // nil when the settings have mistakes
	Outputs  []render.Output
	Mistakes mistake.List
	Warnings mistake.List
}

// Build looks at every file, reads what has changed and resolves everything.
// The error is for what could not be run at all; what is wrong with the files
// is in the result.
func (b *Builder) Build(ctx context.Context) (*Build, error) {
	b.whole = true
	return b.build(ctx)
}

// Rebuild is Build for a caller who watches the files: changed are the files
// and folders that were made, written, renamed (both names) or removed since
// the last Build or Rebuild, as paths of the file system, below the content
// folder as the settings name it. Nothing else there is looked at, so that a
// rebuild does not take longer because there are many files. A folder stands
// for all that is in it. Paths that are no content do no harm: settings and
// templates are looked at every time.
//
// What the caller does not name is taken to be as it was; who may have missed
// something calls Build. Names are not lost when a rebuild fails or finds
// mistakes, and the first rebuild is a Build. The result is the same, to the
// byte, as that of a new builder: [Changed] compares it with the one before,
// and each output is made when its Write is called.
func (b *Builder) Rebuild(ctx context.Context, changed []string) (*Build, error) {
	b.changed = append(b.changed, changed...)
	return b.build(ctx)
}

func (b *Builder) build(ctx context.Context) (*Build, error) {
	site, wrong, err := config.Load(b.options.File, b.options.Overrides)
	if err != nil {
		return nil, err
	}
	result := &Build{Config: site, Mistakes: wrong.Sorted()}
	if len(wrong) > 0 {
		return result, nil
	}
	library, err := b.read(ctx, site)
	if err != nil {
		return nil, err
	}
	look := b.current(site)
	result.Site, wrong = guide.New(guide.Source{
		Site: site, Library: library, Words: look.words, Date: b.options.Date, Drafts: b.options.Drafts,
	})
	result.Mistakes = append(wrong, look.wrong...).Sorted()
	result.Warnings = result.Site.Warnings.Sorted()
	if len(result.Mistakes) > 0 {
		return result, nil
	}
	result.Outputs, err = look.renderer.Site(result.Site)
	return result, err
}

// read reads the content folder, with what is known of it from last time.
func (b *Builder) read(ctx context.Context, site *config.Site) (*content.Library, error) {
	dir := site.Path(site.Content)
	if b.reader == nil || b.folder != dir {
		b.reader, b.folder = content.NewReader(dir, shownFolder(site)), dir
	}
	if !b.reader.Exists() {
		return nil, fmt.Errorf("there is no content folder %s; generator init writes a small guide to start from", dir)
	}
	var library *content.Library
	var err error
	if b.whole {
		library, err = b.reader.Read(ctx, site.Variables)
	} else {
		library, err = b.reader.Reread(ctx, site.Variables, b.changed)
	}
	if err == nil {
		b.changed, b.whole = nil, false
	}
	return library, err
}

// shownFolder names the content folder as seen from where the person stands.
func shownFolder(site *config.Site) string {
	return filepath.ToSlash(site.Path(site.Content))
}

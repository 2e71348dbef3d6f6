package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"retake/generator/config"
	"retake/generator/content"
)

// loadSite reads the settings for the commands that work on content. Mistakes
// in them come as the error.
func loadSite(c *cobra.Command) (*config.Site, error) {
	file, err := c.Flags().GetString("site")
	if err != nil {
		return nil, err
	}
	site, wrong, err := config.Load(file, nil)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noSettings(file)
	}
	if err == nil {
		err = wrong.Sorted().Err()
	}
	return site, err
}

func noSettings(file string) error {
	return fmt.Errorf("there is no %s; go to the guide's folder, name the file with --site, or begin a guide with: generator init DIR", file)
}

// readContent reads the guide's folder. Mistakes in its files are in the
// library.
func readContent(ctx context.Context, site *config.Site) (*content.Library, error) {
	dir := site.Path(site.Content)
	reader := content.NewReader(dir, filepath.ToSlash(dir))
	if !reader.Exists() {
		return nil, noContent(site)
	}
	return reader.Read(ctx, site.Variables)
}

func noContent(site *config.Site) error {
	return fmt.Errorf("there is no content folder %s; content in %s names it", site.Path(site.Content), site.File)
}

// tags are the guide's languages, the default one first.
func tags(site *config.Site) []string {
	tags := make([]string, len(site.Languages))
	for i, lang := range site.Languages {
		tags[i] = lang.Tag
	}
	return tags
}

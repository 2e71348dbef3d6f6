package publish_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"retake/generator/publish"
)

// A program that publishes again and again writes what has changed, with its
// twins, and what somebody has deleted; all is then as a new build has it.
func TestWriteSince(t *testing.T) {
	guide := lamp().setting("compress: true")
	dir := t.TempDir()
	options := publish.Options{File: guide.write(t, dir), Date: day, Overrides: map[string]any{"output": filepath.Join(t.TempDir(), "public")}}
	builder := publish.NewBuilder(options)
	first := build(t, builder)
	writeSince(t, first, nil)

	page := filepath.Join(dir, "content/en/reasons/flicker.md")
	files{page: guide["content/en/reasons/flicker.md"] + "\nOne more sentence, so that there is more of it.\n"}.write(t, "/")
	second := rebuild(t, builder, []string{page})
	report := writeSince(t, second, first)
	changed, _ := publish.Changed(first.Outputs, second.Outputs)
	if most := 3 * len(changed); report < len(changed)/2 || report > most {
		t.Errorf("%d files are written; %d outputs have changed", report, len(changed))
	}

	public := options.Overrides["output"].(string)
	for _, name := range []string{"reasons/no-light/index.html", "how-to/index.html.br"} {
		if err := os.Remove(filepath.Join(public, name)); err != nil {
			t.Fatal(err)
		}
	}
	if n := writeSince(t, second, second); n != 2 {
		t.Errorf("%d files are written after two were deleted", n)
	}
	got, _ := tree(t, public)
	options.Overrides = map[string]any{"output": filepath.Join(t.TempDir(), "public")}
	writeSince(t, build(t, publish.NewBuilder(options)), nil)
	want, _ := tree(t, options.Overrides["output"].(string))
	if !maps.Equal(got, want) {
		t.Error("the files are not those of a new build")
	}
}

func writeSince(t *testing.T, build, since *publish.Build) (written int) {
	t.Helper()
	report, err := publish.Write(context.Background(), build, publish.WriteOptions{Since: since})
	if err != nil {
		t.Fatal(err)
	}
	return report.Written
}

package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"retake/docs"
	"retake/samplecheck/gate"
	"retake/samplecheck/vision"
)

// TestDocumentsTellTheTruth runs the commands that the maintainers' page
// shows, beside copies of the guide and of the photos that the project has
// drawn.
func TestDocumentsTellTheTruth(t *testing.T) {
	document, err := filepath.Abs("../docs/maintainers.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, folder := range []string{"content", ownPhotos} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile("../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "site.yaml"), settings, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, ".cache"))
	t.Setenv("COLUMNS", "80")
	docs.Rehearse(t, document, func(args []string, out io.Writer) { run(context.Background(), args, nil, out, out) }, told)
	holdsItsBaseline(t)
}

// holdsItsBaseline gates the shipped photos, which the documents have
// measured. Another OpenCV may have other numbers, so there it is told only.
func holdsItsBaseline(t *testing.T) {
	t.Helper()
	var out bytes.Buffer
	code := run(context.Background(), []string{"gate"}, nil, &out, &out)
	baseline, err := readBaseline(filepath.Join(ownPhotos, gate.File))
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case code == exitDone:
	case baseline != nil && baseline.Versions["opencv"] != vision.OpenCV():
		t.Logf("the baseline was accepted with OpenCV %s, this is %s:\n%s", baseline.Versions["opencv"], vision.OpenCV(), out.String())
	default:
		t.Errorf("the checks say something else of the shipped photos:\n%s", out.String())
	}
}

// What may differ from one OpenCV to another: numbers, what they amount to,
// the footnotes that they call for, and which photos are nearest or differ.
var (
	footnotes = regexp.MustCompile(`(?m)^[⁰¹²³⁴⁵⁶⁷⁸⁹]+ .*\n(?:  .*\n)*`)
	nearest   = regexp.MustCompile(`(?m)^  (Most like it|[a-z]+): .*\n?(?:    .*\n?)*`)
	amounts   = regexp.MustCompile(`[0-9⁰¹²³⁴⁵⁶⁷⁸⁹.,–/<+-]+|holds|BROKEN|too few|missed most|flagged most|(?m:^)~ .*\n  .*\n| ~`)
	differ    = regexp.MustCompile(`(?m)^  \w+ +(good|bad) .*\n?|^  and .* more; .*\n?`)
	blanks    = regexp.MustCompile(`[ \t]+`)
)

func told(output string) string {
	output = footnotes.ReplaceAllString(output, "")
	output = differ.ReplaceAllString(output, "")
	output = nearest.ReplaceAllString(output, "  $1\n")
	output = amounts.ReplaceAllString(output, "")
	return blanks.ReplaceAllString(output, " ")
}

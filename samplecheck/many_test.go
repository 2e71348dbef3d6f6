package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTenThousandPhotos measures a folder of 10,000 files, most of them the
// same few pictures, and one that is cut off.
func TestTenThousandPhotos(t *testing.T) {
	if testing.Short() {
		t.Skip("makes 10,000 files")
	}
	const n, different = 10_000, 5
	dir := t.TempDir()
	photos := filepath.Join(dir, "photos")
	var labels strings.Builder
	labels.WriteString("photo,check,defect,group,set,licence,note\n")
	for i := range n {
		name := fmt.Sprintf("%05d.png", i)
		if i < different {
			if err := writePicture(filepath.Join(photos, name), 20+40*i); err != nil {
				t.Fatal(err)
			}
		} else if err := os.Link(filepath.Join(photos, fmt.Sprintf("%05d.png", i%different)), filepath.Join(photos, name)); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&labels, "%s,dark,%s,%d,own,CC0,\n", name, []string{"yes", "no"}[min(i%different, 1)], i/10)
	}
	labels.WriteString("cut.png,dark,no,cut,own,CC0,\n")
	for name, text := range map[string]string{"photos/cut.png": "\x89PNG\r\n\x1a\n", "photos/labels.csv": labels.String(), "checks.yaml": "dark: {reason: r, measure: darkness, fail_below: 40}\n"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	outputs := map[string]string{}
	for _, workers := range []string{"1", "3"} {
		var out, errs bytes.Buffer
		if code := run(context.Background(), []string{"run", "--checks", "checks.yaml", "--photos", "photos", "--cache", "cache", "--workers", workers}, nil, &out, &errs); code != exitDone {
			t.Fatalf("it ends with %d: %s", code, errs.String())
		}
		outputs[workers] = out.String()
	}
	if outputs["1"] != outputs["3"] {
		t.Error("another number of workers, another result")
	}
	for _, want := range []string{"10001 photos", "dark", "Not assessed: 1 of 10001 photos\n  cut.png: "} {
		if !strings.Contains(outputs["1"], want) {
			t.Errorf("there is no %q in\n%s", want, outputs["1"])
		}
	}
}

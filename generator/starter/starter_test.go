package starter

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"retake/generator/publish"
	"retake/schemas"
)

var day = time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)

func TestWrittenGuideHasNoMistakesAndNoWarnings(t *testing.T) {
	dir := t.TempDir()
	files, err := Write(dir, day)
	if err != nil {
		t.Fatal(err)
	}
	build, err := publish.NewBuilder(publish.Options{File: filepath.Join(dir, "site.yaml"), Date: day}).Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if len(build.Mistakes) > 0 || len(build.Warnings) > 0 {
		t.Errorf("mistakes %v, warnings %v", build.Mistakes, build.Warnings)
	}
	for _, page := range build.Site.Guides[0].Pages {
		if !page.Doc.Front.Reviewed.Equal(day) {
			t.Errorf("%s was reviewed on %v, want the day on which the guide is begun", page.Key, page.Doc.Front.Reviewed)
		}
	}
	var found []string
	err = filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = append(found, file)
		}
		return err
	})
	if err != nil || len(found) != len(files) {
		t.Errorf("%d files are there, %d were reported, %v", len(found), len(files), err)
	}
}

func TestWrittenSchemasAreTheProgramsOwn(t *testing.T) {
	dir := t.TempDir()
	if _, err := Write(dir, day); err != nil {
		t.Fatal(err)
	}
	for _, name := range schemas.Names {
		want, err := schemas.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, "schemas", name+schemas.Ending)); err != nil || string(got) != string(want) {
			t.Errorf("%s differs from the program's, %v", name, err)
		}
	}
}

func TestWriteLeavesAFolderAloneThatHasOneOfItsFiles(t *testing.T) {
	files, err := Write(t.TempDir(), day)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		dir := t.TempDir()
		if err := Create(filepath.Join(dir, name), []byte("mine")); err != nil {
			t.Fatal(err)
		}
		_, err := Write(dir, day)
		var blocked *InTheWay
		if !errors.As(err, &blocked) || strings.Join(blocked.Files, " ") != name {
			t.Errorf("%s: got %v", name, err)
		}
		if left, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(left) != "mine" {
			t.Errorf("%s is now %q, %v", name, left, err)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
			t.Errorf("%s: %d entries are there, %v", name, len(entries), err)
		}
	}
}

func TestWriteTakesItsFilesBackWhenOneCannotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("nothing is forbidden to root")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "schemas"), 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, day); !errors.Is(err, fs.ErrPermission) {
		t.Fatalf("got %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "site.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("site.yaml was left behind: %v", err)
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"Blurry Photo":       "blurry-photo",
		"blurry-photo":       "blurry-photo",
		"  --Blurry__photo!": "blurry-photo",
		"No está nítida":     "no-esta-nitida",
		"don't-know.md":      "dont-know",
		"2 of 3":             "2-of-3",
		"照片":                 "",
		"???":                "",
	} {
		if got := Slug(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

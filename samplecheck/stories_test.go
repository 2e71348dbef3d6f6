package main

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// storyCommands are what stories can say besides what testscript knows.
var storyCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"draw":     draw,
	"labelled": labelled,
	"awkward":  awkward,
	"desk":     sitAtDesk,
}

// draw draws a picture that is as light as it is told: "draw a.png 120".
func draw(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: draw file level")
	}
	level, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(writePicture(ts.MkAbs(args[0]), level))
}

// writePicture draws bars around a mean level, so that there are edges to be
// seen.
func writePicture(file string, level int) error {
	m := image.NewGray(image.Rect(0, 0, 160, 120))
	for y := range 120 {
		for x := range 160 {
			v := level - level/4
			if x/16%2 == 0 {
				v = level + level/4
			}
			m.SetGray(x, y, color.Gray{uint8(min(v, 255))})
		}
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := png.Encode(f, m); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// labelled draws a folder of photos with labels for the check dark, n of each
// class: "labelled photos 30".
func labelled(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: labelled folder number")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	labels := "photo,check,defect,group,set,licence,note\n"
	for i := range n {
		for _, kind := range []struct {
			name, defect string
			level        int
		}{{"dim", "yes", 10 + i/2}, {"plain", "no", 100 + i}} {
			name := fmt.Sprintf("%s%02d.png", kind.name, i)
			ts.Check(writePicture(filepath.Join(ts.MkAbs(args[0]), name), kind.level))
			labels += fmt.Sprintf("%s,dark,%s,scene%d,own,CC0,%s\n", name, kind.defect, i, kind.name)
		}
	}
	ts.Check(os.WriteFile(filepath.Join(ts.MkAbs(args[0]), "labels.csv"), []byte(labels), 0o644))
}

// awkward puts files into a folder that nobody wants to meet there, and
// labels for them.
func awkward(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: awkward folder")
	}
	dir := ts.MkAbs(args[0])
	names := []string{"-rf\n\"é\"\xff,\x1b[31m.png", "empty.jpg", "text.jpg", "folder.jpg", "link.jpg", "gone.jpg", "notes.txt"}
	ts.Check(writePicture(filepath.Join(dir, names[0]), 100))
	ts.Check(writePicture(filepath.Join(dir, "notes.txt"), 100)) // the ending is wrong, the picture is right
	ts.Check(os.WriteFile(filepath.Join(dir, "empty.jpg"), nil, 0o644))
	ts.Check(os.WriteFile(filepath.Join(dir, "text.jpg"), []byte("hello"), 0o644))
	ts.Check(os.Mkdir(filepath.Join(dir, "folder.jpg"), 0o755))
	ts.Check(os.Symlink("nowhere.jpg", filepath.Join(dir, "link.jpg")))
	if os.Getuid() != 0 { // root may read everything
		ts.Check(os.WriteFile(filepath.Join(dir, "secret.jpg"), []byte("x"), 0))
		names = append(names, "secret.jpg")
	}
	labels := "photo,check,defect,group,set,licence,note\n"
	for _, name := range names {
		labels += `"` + strings.ReplaceAll(name, `"`, `""`) + "\",dark,no,,own,CC0,\n"
	}
	ts.Check(os.WriteFile(filepath.Join(dir, "labels.csv"), []byte(labels), 0o644))
}

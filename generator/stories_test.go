package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// storyCommands are what stories can say besides what testscript knows.
var storyCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"lamp":      lamp,
	"refused":   refused,
	"serve":     serve,
	"said":      said,
	"get":       get,
	"interrupt": interrupt,
}

// lamp lays out a small guide without mistakes, publishes it, and then lays
// the story's own folder over it: "lamp story". Without a folder it only
// publishes.
func lamp(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: lamp [folder]")
	}
	ts.Check(overlay(ts.MkAbs("."), ts.Getenv("LAMP")))
	ts.Check(ts.Exec("generator", "build"))
	if len(args) > 0 {
		ts.Check(overlay(ts.MkAbs("."), ts.MkAbs(args[0])))
	}
}

// overlay copies a folder's files over those of another.
func overlay(to, from string) error {
	return filepath.WalkDir(from, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, rel)), 0o777); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o666)
	})
}

// refused runs a command that must find mistakes, and must leave the
// published site as it is: "refused generator build".
func refused(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: refused program [args...]")
	}
	before := listing(ts, "public")
	if len(before) == 0 {
		ts.Fatalf("nothing is published yet")
	}
	err := ts.Exec(args[0], args[1:]...)
	var status *exec.ExitError
	if !errors.As(err, &status) || status.ExitCode() != exitWrong {
		ts.Fatalf("want exit status %d, got %v", exitWrong, err)
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("a refused build prints %q", out)
	}
	if !maps.Equal(before, listing(ts, "public")) {
		ts.Fatalf("the published site has changed")
	}
}

// listing names every file below a folder with its time and a hash of its
// bytes.
func listing(ts *testscript.TestScript, folder string) map[string]string {
	found := map[string]string{}
	ts.Check(filepath.WalkDir(ts.MkAbs(folder), func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(file)
		found[file] = fmt.Sprint(info.ModTime(), sha256.Sum256(data))
		return err
	}))
	return found
}

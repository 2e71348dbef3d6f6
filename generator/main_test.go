package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the stories run generator as a command.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"generator": main,
	})
}

// TestStories runs every story in testdata/script; with UPDATE_STORIES=1 it
// refreshes what they expect.
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_STORIES") != "",
		Cmds:                storyCommands,
		Setup: func(env *testscript.Env) error {
			lamp, err := filepath.Abs(filepath.Join("testdata", "lamp"))
			env.Setenv("LAMP", lamp)
			prepareServing(env)
			return err
		},
	})
}

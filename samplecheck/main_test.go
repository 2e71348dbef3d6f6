package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the stories run samplecheck as a command, and the commands
// that tests run within this process have their workers.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && (os.Args[1] == workerName || os.Args[1] == drawName) {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	testscript.Main(m, map[string]func(){
		"samplecheck": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
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
			env.Setenv("XDG_CACHE_HOME", env.WorkDir+"/.cache")
			env.Setenv("COLUMNS", "80")
			return nil
		},
	})
}

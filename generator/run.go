package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator/mistake"
	"retake/progress"
	"retake/usage"
)

// Exit codes of all commands.
const (
	exitDone    = 0
	exitWrong   = 1 // the content has mistakes; nothing was changed
	exitFailure = 2 // the command could not run
)

// terminal is where a command reads and prints.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// exitCode ends a command whose result has been printed already.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// run is the program without its process: tests call it.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := &progress.Output{To: stdout}
	t := &terminal{stdin, out, stderr}
	root := newRoot(t)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var code exitCode
	var wrong mistake.List
	if lost := out.Err(); lost != nil && (err == nil || errors.As(err, &code)) {
		err = fmt.Errorf("print the result: %w", lost)
	}
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &wrong):
		printMistakes(stderr, wrong)
		return exitWrong
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "generator: stopped; nothing was changed")
		return exitFailure
	}
	fmt.Fprintf(stderr, "generator: %v\n", err)
	return exitFailure
}

func newRoot(t *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "generator",
		Short: "Turn a troubleshooting guide into a static help centre",
		Long: `Turn a structured troubleshooting guide into a static help centre.

Exit status: 0 done; 1 the content has mistakes, and nothing was changed;
2 the command could not run.`,
		SilenceUsage: true, SilenceErrors: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(t.in)
	root.SetOut(t.out)
	root.SetErr(t.err)
	usage.Flags(root)
	root.PersistentFlags().String("site", "site.yaml", "the publisher's settings")
	root.AddCommand(newBuild(t), newServe(t), newAudit(t), newSearch(t), newTree(t), newInit(t), newNew(t), newSchema(t), newStamp(t), newStrings(t))
	return root
}

// siteFlag is what an argument that names a guide may have been meant for.
func siteFlag(argument string) string {
	if strings.HasSuffix(argument, ".yaml") {
		return "--site " + argument
	}
	return "--site " + path.Join(argument, "site.yaml")
}

// printMistakes prints every mistake and then says how many there are.
func printMistakes(w io.Writer, wrong mistake.List) {
	wrong.Print(w)
	fmt.Fprintf(w, "%s; nothing was changed\n", count(len(wrong), "mistake"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

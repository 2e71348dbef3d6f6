package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"retake/generator/mistake"
	"retake/progress"
	"retake/usage"
)

// Exit codes of all commands.
const (
	exitDone    = 0 // the floors hold
	exitWrong   = 1 // a floor is broken, or the labels have mistakes
	exitFailure = 2 // the command could not run
	exitTooFew  = 3 // too little data to say
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
		wrong.Print(stderr)
		fmt.Fprintf(stderr, "samplecheck: %s; nothing was measured\n", count(len(wrong), "mistake"))
		return exitFailure
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "samplecheck: stopped")
		return exitFailure
	}
	fmt.Fprintf(stderr, "samplecheck: %v\n", err)
	return exitFailure
}

func newRoot(t *terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "samplecheck",
		Short: "Measure photos, and find out what the checks on them are worth",
		Long: `Measure photos, and find out on labelled ones what the guide's checks are worth.

Exit status: 0 done, and the floors hold; 1 a floor is broken, or the labels
have mistakes; 2 the command could not run; 3 too little data to say.`,
		SilenceUsage: true, SilenceErrors: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(t.in)
	root.SetOut(t.out)
	root.SetErr(t.err)
	usage.Flags(root)
	root.PersistentFlags().String("checks", "content/checks.yaml", "the checks and their thresholds")
	root.AddCommand(newRun(t), newReport(t), newTune(t), newCompare(t), newGate(t), newMeasure(t), newExplain(t), newLabel(t), newLabels(t), newSynth(t), newIllustrate(t), newWorker(t), newDraw(t))
	return root
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

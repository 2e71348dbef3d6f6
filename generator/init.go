package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"retake/generator/starter"
)

func newInit(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Begin a guide of your own",
		Long: `Begin a guide of your own: write a small one, about a made-up coffee machine,
to a folder. It builds at once; change its names and pages bit by bit.

Files that are there already are never written over: then init names them, and
writes nothing.

Exit status: 0 done; 2 nothing was written.`,
		Example: `  generator init my-guide
  cd my-guide && generator build`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("name one folder for the guide: generator init DIR; a full stop is the folder that you are in")
			}
			dir := args[0]
			files, err := starter.Write(dir, time.Now().UTC())
			var blocked *starter.InTheWay
			if errors.As(err, &blocked) {
				return fmt.Errorf("nothing was written to %s, because these are there already:\n  %s\nChoose another folder, or move them away",
					dir, strings.Join(blocked.Files, "\n  "))
			}
			if err != nil {
				return fmt.Errorf("begin a guide: %w", err)
			}
			printBegun(t.out, dir, len(files))
			return nil
		},
	}
}

func printBegun(w io.Writer, dir string, files int) {
	fmt.Fprintf(w, "Wrote a small guide to %s: %s.\n\nWhat next?\n", dir, count(files, "file"))
	if filepath.Clean(dir) != "." {
		fmt.Fprintf(w, "  cd %s\n", dir)
	}
	fmt.Fprint(w, "  generator build                 publish it to public/\n"+
		"  generator new reason no-steam   begin a page\n"+
		"\nThe names are in site.yaml, the pages in content/en. README.md says more.\n")
}

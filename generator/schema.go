package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator/mistake"
	"retake/schemas"
)

func newSchema(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "schema NAME",
		Short: "Print the JSON Schema of a kind of file, for editors",
		Long: `Print the JSON Schema of a kind of file. Editors use it to complete keys, to
explain them, and to underline mistakes while you write.

  site     site.yaml
  page     the front matter of pages
  tree     decision trees: trees/NAME.yaml
  strings  words of the interface: strings.yaml
  checks   photo checks: checks.yaml
  measured what the checks were measured to be worth: measured.json

A file names its schema in its first line:
  # yaml-language-server: $schema=PATH

Exit status: 0 done; 2 there is no such schema.`,
		Example:   "  generator schema site > site.schema.json",
		ValidArgs: schemas.Names,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("name one schema: %s", strings.Join(schemas.Names, ", "))
			}
			if !slices.Contains(schemas.Names, args[0]) {
				return fmt.Errorf("there is no schema %q. %s", args[0], mistake.DidYouMean(args[0], schemas.Names))
			}
			text, err := schemas.Read(args[0])
			if err != nil {
				return err
			}
			_, err = t.out.Write(text)
			return err
		},
	}
}

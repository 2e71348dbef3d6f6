// Package usage words what is wrong with a command line: what was typed, and
// what may have been meant.
package usage

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"retake/generator/mistake"
)

// None refuses arguments. Meant says which flag an argument may have been
// meant for, like "--photos mine".
func None(meant func(argument string) string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return fmt.Errorf("%s takes no argument, and got %q; did you mean %s?", c.CommandPath(), args[0], meant(args[0]))
	}
}

// Photos is None where a folder of photos is named by a flag.
var Photos = None(func(folder string) string { return "--photos " + folder })

// Exactly wants as many arguments as the command's line of use names.
func Exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		got := "none"
		if len(args) > 0 {
			got = fmt.Sprintf("%d: %s", len(args), strings.Join(args, " "))
		}
		return fmt.Errorf("write %s; it got %s", strings.TrimSuffix(c.UseLine(), " [flags]"), got)
	}
}

// AtLeastOne wants an argument or more.
func AtLeastOne(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("write %s; it got none", strings.TrimSuffix(c.UseLine(), " [flags]"))
	}
	return nil
}

// plain are characters that no shell takes for its own.
var plain = regexp.MustCompile(`^[\p{L}\p{N}_@%+=:,./-]+$`)

// Shell writes an argument so that it can be copied into a shell.
func Shell(argument string) string {
	if plain.MatchString(argument) {
		return argument
	}
	return "'" + strings.ReplaceAll(argument, "'", `'\''`) + "'"
}

// kinds are the types of values that can be wrong, in words.
var kinds = map[string]string{
	"bool": "true or false", "int": "a whole number", "uint64": "a whole number from 0", "float64": "a number", "duration": "a time like 30s or 2m",
}

// Flags lets a command and those below it suggest the nearest flag for one
// that does not exist, and say which values a flag takes.
func Flags(root *cobra.Command) {
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		var value *pflag.InvalidValueError
		if errors.As(err, &value) && kinds[value.GetFlag().Value.Type()] != "" {
			return fmt.Errorf("--%s takes %s, and got %q", value.GetFlag().Name, kinds[value.GetFlag().Value.Type()], value.GetValue())
		}
		var unknown *pflag.NotExistError
		if !errors.As(err, &unknown) || len(unknown.GetSpecifiedName()) < 2 {
			return err
		}
		var known []string
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				known = append(known, f.Name)
			}
		})
		hint := c.CommandPath() + " --help lists its flags"
		if near := mistake.Nearest(unknown.GetSpecifiedName(), known); near != "" {
			hint = "did you mean --" + near + "?"
		}
		return fmt.Errorf("%s has no flag --%s; %s", c.CommandPath(), unknown.GetSpecifiedName(), hint)
	})
}

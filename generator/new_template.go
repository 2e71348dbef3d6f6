package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"retake/generator/mistake"
	"retake/generator/starter"
	"retake/templates"
)

func newNewTemplate(t *terminal) *cobra.Command {
	return &cobra.Command{
		Use:   "template [NAME]",
		Short: "Begin a template, style sheet or script of your own",
		Long: `Begin a template of your own: copy the program's into the templates folder,
where it stands in the place of the program's, and print its path. Without NAME,
list those that there are.

A copy does not follow the program: when you take a new version, compare.

Exit status: 0 done; 1 the settings have mistakes; 2 the file is there already,
or there is no such template.`,
		Example: "  generator new template\n  generator new template footer/footer.html",
		RunE: func(c *cobra.Command, args []string) error {
			names := templateNames()
			switch {
			case len(args) == 0:
				fmt.Fprintln(t.out, strings.Join(names, "\n"))
				return nil
			case len(args) > 1:
				return fmt.Errorf("name one template; it got %d: %s", len(args), strings.Join(args, " "))
			}
			name := args[0]
			if !slices.Contains(names, name) {
				return fmt.Errorf("there is no template %q. %s", name, nearestTemplate(name, names))
			}
			site, err := loadSite(c)
			if err != nil {
				return err
			}
			text, err := fs.ReadFile(templates.Files, name)
			if err != nil {
				return err
			}
			file := site.Path(site.Templates, filepath.FromSlash(name))
			shown := filepath.ToSlash(file)
			if err := starter.Create(file, text); errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s is there already; edit it, or move it away first", shown)
			} else if err != nil {
				return fmt.Errorf("begin a template: %w", err)
			}
			fmt.Fprintln(t.out, shown)
			fmt.Fprintln(t.err, "This stands in the place of the program's own, until you take it away.")
			return nil
		},
	}
}

// templateNames are the program's templates, style sheets and scripts. Its
// words are not among them: strings.yaml has those of a guide.
func templateNames() []string {
	var names []string
	for _, pattern := range []string{"*/*.html", "*/*.css", "*/*.js"} {
		found, _ := fs.Glob(templates.Files, pattern) // the pattern is right
		names = append(names, found...)
	}
	slices.Sort(names)
	return names
}

// nearestTemplate says which templates a name may mean: those of its folder,
// or the one that is written like it.
func nearestTemplate(name string, names []string) string {
	component, _, _ := strings.Cut(path.Base(name), ".")
	of := slices.DeleteFunc(slices.Clone(names), func(known string) bool { return path.Dir(known) != component })
	if len(of) > 0 {
		return "Of " + component + " there are " + strings.Join(of, ", ") + "."
	}
	if near := mistake.Nearest(name, names); near != "" {
		return fmt.Sprintf("Did you mean %q?", near)
	}
	return "List them: generator new template"
}

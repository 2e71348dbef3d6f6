package audit

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const documentation = "../../docs/audit.md"

// TestDocumentation makes sure that the document has an entry for each rule,
// written from the rule and its first fixture. UPDATE_DOCS=1 writes it anew.
func TestDocumentation(t *testing.T) {
	src, err := os.ReadFile(documentation)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(src), "\n### ")
	want := strings.TrimRight(head, "\n") + "\n" + entries(t)
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile(documentation, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(src) != want {
		t.Error("docs/audit.md does not say what the rules say; run UPDATE_DOCS=1 go test ./generator/audit -run Documentation, and read what it changed")
	}
}

func entries(t *testing.T) string {
	var b strings.Builder
	for _, area := range Areas {
		first := true
		for _, rule := range Rules {
			if rule.Area != area {
				continue
			}
			if first {
				fmt.Fprintf(&b, "\n### %s\n", area)
				first = false
			}
			fmt.Fprintf(&b, "\n#### `%s`\n\n**%s** (%s). %s %s%s\n%s", rule.ID, rule.Title, rule.Level, rule.Why, rule.Mend, fixing(rule), example(t, rule))
		}
	}
	return b.String()
}

// fixing is what --fix does about a rule's findings.
func fixing(rule *Rule) string {
	if rule.Fix == "" {
		return ""
	}
	return "\n\n`--fix`: " + rule.Fix
}

// example is what a rule's first fixture plants, and what is found.
func example(t *testing.T, rule *Rule) string {
	files, err := filepath.Glob(filepath.Join("testdata", rule.ID, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no fixture", rule.ID)
	}
	f := readFixture(t, files[0])
	if f.about == "" {
		t.Errorf("%s does not say what it plants", f.name)
	}
	return fmt.Sprintf("\n%s\n\n```\n%s```\n", f.about, f.want)
}

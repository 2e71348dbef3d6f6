package audit

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"retake/generator/publish"
)

// TestEachRuleFindsWhatIsPlanted plants the fault of each fixture in a copy of
// the default guide, and applies all rules: it is found, there, and nothing
// else is, by no other rule. With UPDATE_FIXTURES=1 what is found is written
// to the fixtures.
func TestEachRuleFindsWhatIsPlanted(t *testing.T) {
	for _, rule := range Rules {
		files, err := filepath.Glob(filepath.Join("testdata", rule.ID, "*.txtar"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s: there is no fixture testdata/%s/*.txtar", rule.ID, rule.ID)
		}
		for _, file := range files {
			t.Run(rule.ID+"/"+strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
				t.Parallel()
				f := readFixture(t, file)
				report, dir := f.audit(t, Options{})
				got := planted(t, report, dir)
				if os.Getenv("UPDATE_FIXTURES") != "" {
					update(t, file, got)
				} else if got != f.want {
					t.Errorf("found\n%swant\n%s", got, f.want)
				}
				for _, f := range report.Findings {
					if f.Rule != rule.ID && strings.Contains(got, ": "+f.Rule+": ") {
						t.Errorf("%s finds something too: %s", f.Rule, f.Text)
					}
				}
				if !strings.Contains(got, ": "+rule.ID+": ") {
					t.Errorf("the rule itself finds nothing")
				}
				quotesAreLines(t, report)
			})
		}
	}
}

func update(t *testing.T, file, findings string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return f.Name == "findings" })
	archive.Files = append(archive.Files, txtar.File{Name: "findings", Data: []byte(findings)})
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// quotesAreLines makes sure that a finding quotes the line that it names.
func quotesAreLines(t *testing.T, report *Report) {
	t.Helper()
	for _, f := range report.Findings {
		if f.Line == 0 {
			continue
		}
		src, err := os.ReadFile(f.File)
		if err != nil {
			t.Errorf("%s: %v", f.Rule, err)
			continue
		}
		lines := strings.Split(string(src), "\n")
		if f.Line > len(lines) || lines[f.Line-1] != f.Quote {
			t.Errorf("%s quotes %q, and %s is another line", f.Rule, f.Quote, f.Position)
		}
	}
}

// TestTheDefaultGuideIsClean audits the guide of this repository, without a
// baseline.
func TestTheDefaultGuideIsClean(t *testing.T) {
	guide := copied{dir: repository, builder: publish.NewBuilder(publish.Options{File: filepath.Join(repository, "site.yaml"), Date: day})}
	report := guide.audit(t, day, Options{})
	if report.Fails(Warning) {
		t.Error(strings.Join(shown(report, repository), ""))
	}
	for _, e := range report.Exempt {
		t.Logf("exempted: %s: %s: %s", e.Position, e.Rule, e.Reason)
	}
}

// TestEachRuleIsComplete makes sure of each rule's file and of its words.
func TestEachRuleIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, rule := range Rules {
		if seen[rule.ID] {
			t.Errorf("%s is there twice", rule.ID)
		}
		seen[rule.ID] = true
		file := fmt.Sprintf("rule_%s.go", strings.ReplaceAll(rule.ID, "-", "_"))
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s has no file of its own: %v", rule.ID, err)
		}
		if !slices.Contains(Areas, rule.Area) {
			t.Errorf("%s: %q is no area", rule.ID, rule.Area)
		}
		if rule.Title == "" || strings.HasSuffix(rule.Title, ".") {
			t.Errorf("%s: the title %q is no phrase", rule.ID, rule.Title)
		}
		for _, text := range []string{rule.Why, rule.Mend} {
			if !strings.HasSuffix(text, ".") || strings.ToUpper(text[:1]) != text[:1] && !strings.HasPrefix(text, "generator ") {
				t.Errorf("%s: %q is no sentence", rule.ID, text)
			}
		}
		kinds := 0
		for _, has := range []bool{rule.Guide != nil, rule.Text != nil, rule.Texts != nil, rule.Page != nil, rule.Site != nil} {
			if has {
				kinds++
			}
		}
		if kinds != 1 && rule != &staleExemption {
			t.Errorf("%s looks in %d ways, want 1", rule.ID, kinds)
		}
	}
	files, err := filepath.Glob("rule_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		id := strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(file, "rule_"), ".go"), "_", "-")
		if !seen[id] {
			t.Errorf("%s: the rule %s is not in the list of rules", file, id)
		}
	}
	folders, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if folder.IsDir() && !seen[folder.Name()] && folder.Name() != mendings {
			t.Errorf("testdata/%s belongs to no rule", folder.Name())
		}
	}
}

package tree

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestParseReadsEverythingWithItsPlace(t *testing.T) {
	src := strings.Replace(healthy, "start: message", "start: message\nlimit: 50\nnoindex: true\nwithout: [../reasons/dark.md]", 1)
	tree, mistakes := Parse("trees/t.yaml", []byte(src))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	fuzzy := tree.Questions[1].Answers[0]
	got := fmt.Sprint(tree.Title, tree.Summary, tree.Start, tree.Limit, tree.NoIndex, tree.Without[0].To, tree.Questions[0].At, fuzzy.Say, fuzzy.At, fuzzy.Go, fuzzy.Or, tree.Tests[0].Ends.At, tree.Tests[0].Answers[1])
	want := "Why was I rejected?Find the reason.message50true../reasons/dark.mdtrees/t.yaml:8:3Fuzzy texttrees/t.yaml:16:7{trees/t.yaml:16:36 ../reasons/blurry.md}{trees/t.yaml:16:62 ../reasons/glare.md}trees/t.yaml:21:37{trees/t.yaml:21:23 fuzzy}"
	if strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestTextsCanBeChangedInPlace(t *testing.T) {
	tree, _ := Parse("t.yaml", []byte(healthy))
	count := 0
	for at, text := range tree.Texts() {
		if at.Line == 0 {
			t.Errorf("%q has no place", *text)
		}
		*text = "x"
		count++
	}
	if count != 8 || tree.Questions[1].Answers[1].Say != "x" || tree.Title != "x" {
		t.Errorf("got %d texts, want 8, and last answer %q", count, tree.Questions[1].Answers[1].Say)
	}
}

func TestParseReportsEachMistakeWhereItStands(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"empty file", healthy, "", `1:1 missing-key "title" is missing`},
		{"not YAML", "start: message", "start: [message", `4:1 yaml`},
		{"not a group", healthy, "- a", `1:1 wrong-type`},
		{"unknown key", "start:", "begin: x\nstart:", `3:1 unknown-key unknown key "begin"`},
		{"unknown key of an answer", "or: ../", "org: ../", `13:58 unknown-key unknown key "org"`},
		{"answer without go", "say: The photo, go: photo", "say: The photo", `8:14 missing-key "go" is missing`},
		{"answer without anything", "photo: {say: The photo, go: photo}", "photo:", `8:7 missing-key this answer is empty`},
		{"question without anything", "  photo:\n    ask: What do you see?\n    answers:\n", "  photo:\n  other:\n    ask: What do you see?\n    answers:\n", `10:3 missing-key this question is empty`},
		{"answer without words", "say: My name", `say: ""`, `missing-key "say" is missing`},
		{"key that is no slug", "      name:", "      My_name:", `9:7 bad-key answer key "My_name"`},
		{"key twice", "      name:", "      photo:", `9:7 duplicate-key "photo" stands here a second time`},
		{"keys with one address", "      name:", "      PHOTO:", `9:7 colliding-keys the keys "photo" and "PHOTO"`},
		{"page outside", "../reasons/mismatch.md", "https://example.org/x.md", `9:32 bad-page`},
		{"roundabout page", "../reasons/mismatch.md", "../reasons/../reasons/mismatch.md", `9:32 bad-page`},
		{"page without its ending", "../reasons/mismatch.md", "../reasons/mismatch", `9:32 bad-page`},
		{"second cause that is a question", "or: ../reasons/glare.md", "or: message", `13:62 bad-page "message" is not a page`},
		{"second cause that is the first", "or: ../reasons/glare.md", "or: ../reasons/blurry.md", `13:62 bad-page the second`},
		{"limit that is no limit", "start: message", "start: message\nlimit: 0", `4:8 bad-limit`},
		{"drawing with a path", "{say: My name,", "{say: My name, drawing: ../x.svg,", `bad-drawing`},
		{"test without its end", ", ends: ../reasons/blurry.md", "", `18:5 missing-key "ends" is missing`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := strings.Replace(healthy, test.old, test.new, 1)
			tree, mistakes := Parse("t.yaml", []byte(src))
			var got []string
			for _, m := range mistakes {
				got = append(got, fmt.Sprintf("%d:%d %s %s", m.Line, m.Column, m.Rule, m.Text))
			}
			if !strings.Contains(strings.Join(got, "\n"), test.want) {
				t.Errorf("got %s\nwant %s", strings.Join(got, "\n"), test.want)
			}
			everything(tree)
		})
	}
}

func TestParseRefusesWhatIsTooLarge(t *testing.T) {
	nested := func(open string, n int) string { return "title: " + strings.Repeat(open, n) }
	tests := map[string]string{
		"file":      "title: " + strings.Repeat("x", maxBytes),
		"questions": string(ladder(maxQuestions + 1).yaml()),
		"lists":     nested("[", 1<<19),
		"groups":    nested("{a: ", 1<<17),
		"entries":   strings.Repeat("- ", 1<<18),
		"tags":      nested("!a ", 1<<18),
		"tags down": strings.Repeat("!a\n", 1<<18),
		"anchors":   nested("&a ", 1<<18),
		"keys":      strings.Repeat("a: ", 1<<18),
		"lines":     "title: |\n" + strings.Repeat("\n", 1<<19),
		"hidden":    strings.Repeat("[ # ]\n", 1<<17),
	}
	for name, src := range tests {
		began := time.Now()
		tree, mistakes := Parse("t.yaml", []byte(src))
		if len(mistakes) == 0 {
			t.Errorf("%s: no mistake", name)
		}
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		everything(tree)
	}
}

// everything calls all that may be called on a broken tree.
func everything(tree *Tree) {
	bad := tree.Blame(tree.Prove(Terms{Required: []string{"../a.md"}}))
	tree.RunTests()
	tree.Untested()
	tree.Pages()
	tree.Outline()
	for s := range tree.States() {
		_ = s.Progress()
	}
	_, _ = tree.Measure(Audience{})
	tree.Differences(tree)
	tree.Layout(Look{Bad: bad}).SVG(Writing{})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(healthy))
	f.Add(ladder(5).yaml())
	f.Add([]byte("title: {a: [b, &c d, *c]}\nquestions: {q: {answers: {a: {go: q}, b: }}}\nstart: q"))
	f.Add([]byte("tests: [{answers: , ends: 3}]\nwithout: x"))
	f.Add([]byte("? a\n: b\n--- \n<<: {}"))
	seeds, _ := filepath.Glob("../../content/*/trees/*.yaml")
	for _, seed := range seeds {
		if src, err := os.ReadFile(seed); err == nil {
			f.Add(src)
		}
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		tree, mistakes := Parse("t.yaml", src)
		for _, m := range mistakes {
			if m.Text == "" || m.Rule == "" || m.Line < 1 {
				t.Errorf("incomplete mistake %+v", m)
			}
		}
		everything(tree)
	})
}

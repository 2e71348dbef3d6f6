package tree

import (
	"fmt"
	"strings"
	"testing"
)

func TestRunTestsSaysWhatEachTestMisses(t *testing.T) {
	tests := []struct{ name, test, want string }{
		{"wrong end", "{answers: [photo, fuzzy], ends: ../reasons/glare.md}", "18:37 the answers photo, fuzzy end on ../reasons/blurry.md, not on ../reasons/glare.md"},
		{"wrong anchor", "{answers: [photo, spots], ends: ../reasons/glare.md}", `18:37 the answers photo, spots end on ../reasons/glare.md#fixes, not on ../reasons/glare.md`},
		{"unknown answer", "{answers: [photo, fuzy], ends: ../reasons/glare.md}", `18:23 question "photo" has no answer "fuzy" Did you mean "fuzzy"?`},
		{"too many answers", "{answers: [name, fuzzy], ends: ../reasons/mismatch.md}", `18:22 the answer "fuzzy" is left over`},
		{"too few answers", "{answers: photo, ends: ../reasons/glare.md}", `18:5 the answers photo stop at question "photo"`},
		{"right", "{answers: name, ends: ../reasons/mismatch.md}", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, _, _ := strings.Cut(healthy, "  - {answers")
			tree, mistakes := Parse("t.yaml", []byte(before+"  - "+test.test+"\n"))
			if len(mistakes) > 0 {
				t.Fatal(mistakes)
			}
			got := ""
			for _, m := range tree.RunTests() {
				got = fmt.Sprintf("%d:%d %s %s", m.Line, m.Column, m.Text, m.Hint)
			}
			if got != test.want && (test.want == "" || !strings.HasPrefix(got, test.want)) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestUntestedAnswersAreThoseNoTestGives(t *testing.T) {
	tree, _ := Parse("t.yaml", []byte(healthy))
	got := tree.Untested()
	if len(got) != 1 || got[0].Question.Key != "message" || got[0].Answer.Key != "name" || got[0].Answer.At.Line != 9 {
		t.Errorf("got %v, want the answer name of message", got)
	}
}

func TestDifferencesNameBothPlaces(t *testing.T) {
	tests := []struct{ name, old, new, want string }{
		{"words only", "say: The photo", "say: La foto", ""},
		{"start", "start: message", "start: photo", `es.yaml:3:8 the start is "photo" here, and "message" in the tree that this one translates (en.yaml:3:8)`},
		{"missing answer", "      name: {say: My name, go: ../reasons/mismatch.md}\n", "", `es.yaml:5:3 answer "name" is missing from this translation (en.yaml:9:7)`},
		{"answer too many", "      name:", "      more: {say: More, go: photo}\n      name:", `es.yaml:9:7 answer "more" is not in the tree that this one translates (en.yaml:5:3)`},
		{"question too many", "  photo:\n", "  x: {ask: y}\n  photo:\n", `es.yaml:10:3 question "x" is not in the tree`},
		{"another page", "../reasons/mismatch.md", "../reasons/other.md", `es.yaml:9:32 the go of answer "name" of question "message" is "../reasons/other.md" here, and "../reasons/mismatch.md" in the tree that this one translates (en.yaml:9:32)`},
		{"no second cause", ", or: ../reasons/glare.md", "", `es.yaml:13:7 the second likely cause of answer "fuzzy" of question "photo" is missing here`},
		{"another drawing", "say: White spots", "say: White spots\n        drawing: x", `es.yaml:14:7 the drawing of answer "spots" of question "photo" is "x" here, and missing in`},
		{"hidden from search engines", "start:", "noindex: true\nstart:", `es.yaml:1:1 noindex must be the same`},
		{"another order", "      photo: {say: The photo, go: photo}\n      name: {say: My name, go: ../reasons/mismatch.md}\n", "      name: {say: My name, go: ../reasons/mismatch.md}\n      photo: {say: The photo, go: photo}\n", `es.yaml:8:7 answer "name" stands where the tree that this one translates has "photo"`},
	}
	origin, _ := Parse("en.yaml", []byte(healthy))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tree, mistakes := Parse("es.yaml", []byte(strings.Replace(healthy, test.old, test.new, 1)))
			if len(mistakes) > 0 {
				t.Fatal(mistakes)
			}
			found := tree.Differences(origin)
			if test.want == "" && len(found) == 0 {
				return
			}
			if len(found) != 1 || !strings.HasPrefix(found[0].Position.String()+" "+found[0].Text, test.want) || test.want == "" {
				t.Errorf("got  %v\nwant %s", found, test.want)
			}
		})
	}
}

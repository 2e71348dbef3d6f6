package yamldoc

import (
	"strings"
	"testing"
)

func TestParseRefusesWhatIsNestedTooDeeply(t *testing.T) {
	tests := map[string]string{
		"lists":                 strings.Repeat("[", maxDepth+1),
		"lists beside comments": strings.Repeat("[ # ]\n", maxDepth+1),
		"groups":                strings.Repeat("{a: ", maxDepth+1),
		"entries":               strings.Repeat("- ", maxDepth+1),
		"tags":                  strings.Repeat("!a\n", maxMarks+1),
		"blank lines":           "a: |\n" + strings.Repeat("\n", maxBlank+1),
	}
	for name, src := range tests {
		root, doc := Parse("f.yaml", []byte(src), 1)
		if found := doc.Mistakes(); root.Present() || len(found) != 1 || found[0].Rule != "yaml" || found[0].Line < 1 {
			t.Errorf("%s: got %v", name, found)
		}
	}
}

func TestParseReadsWhatIsWithinItsBounds(t *testing.T) {
	src := "a: " + strings.Repeat("[", 50) + strings.Repeat("]", 50) + "\nb: {c: 1}\n"
	if _, doc := Parse("f.yaml", []byte(src), 1); len(doc.Mistakes()) > 0 {
		t.Error(doc.Mistakes())
	}
}

func TestKeyThatStandsTwiceIsReportedAndTheFirstCounts(t *testing.T) {
	root, doc := Parse("f.yaml", []byte("a: 1\nb: 2\na: 3\n"), 1)
	m, _ := root.Map()
	var a int
	m.Int("a", &a)
	found := doc.Mistakes()
	if len(found) != 1 || found[0].Rule != "duplicate-key" || found[0].Line != 3 || found[0].Hint != "The first is on line 1." || a != 1 || m.Len() != 2 {
		t.Errorf("got a = %d, %d keys, %v", a, m.Len(), found)
	}
}

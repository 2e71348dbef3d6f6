package guide

import (
	"testing"

	"retake/generator/content"
	"retake/generator/tree"
)

func TestMeantIsTheOnlyPageThatFits(t *testing.T) {
	g := &Guide{hidden: map[string]string{"how-to/draft.md": "it is a draft"}}
	for _, key := range []string{"_index.md", "how-to/_index.md", "how-to/a.md", "how-to/twice.md", "twice.md", "Case.md", "case.md", "reasons/b.md"} {
		doc := &content.Document{}
		doc.Body.IDs = map[string]bool{"signs": true, "Two": true, "two": true}
		g.Pages = append(g.Pages, &Page{Key: key, Doc: doc, Guide: g})
	}
	g.Trees = []*Tree{{Tree: &tree.Tree{}, Key: "trees/why.yaml"}}
	from := g.Pages[2]
	for written, want := range map[string]string{
		"../Reasons/B.md": "../reasons/b.md", "../reasons/b": "../reasons/b.md", "../reasons/b/": "../reasons/b.md",
		"../reasons/b.html#SIGNS": "../reasons/b.md#signs", "../reasons/b/index.html": "../reasons/b.md", "../../reasons/b/": "../reasons/b.md",
		"../reasons/b.md#Signs": "../reasons/b.md#signs", "#Signs": "#signs", "../how-to/": "_index.md", "../Trees/Why.yaml": "../trees/why.yaml",
		"../reasons/b.md#Two":   "", // as it is written
		"../reasons/b.md#TWO":   "", // either of two
		"../reasons/b.md#other": "", "../reasons/c.md": "", "../trees/WHY.yaml#signs": "",
		"../twice/":  "", // from the folder one page, from the address another
		"../CASE.md": "", // either of two
		"Draft.md":   "", // not shown yet
		"/reasons/b": "", "https://a.example/reasons/b": "", "../reasons/b?x": "", "../../../reasons/b": "",
	} {
		if got := from.Meant(written); got != want {
			t.Errorf("%s means %q, want %q", written, got, want)
		}
	}
}

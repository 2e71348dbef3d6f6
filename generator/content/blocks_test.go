package content

import (
	"fmt"
	"strings"
	"testing"
)

const blocksPage = "---\ntitle: T\nsummary: S\n---\nThe {{ product }} is [*dark*](a.md) at `x < y`.\nIt &amp; \\*me\\* too.\n\n" +
	"## Signs {#signs}\n\n- One\n- Two\n\n1. **Open it.** Then wait.\n\n   More.\n\n| A | B |\n|---|---|\n| c | d |\n\nTerm\n: What it is.\n\n```\ncode\n```\n\n<!-- not read -->\n\n> [!WARNING]\n> Take care.\n"

func TestBlocksAreTheWordsOfAPage(t *testing.T) {
	d := document(t, blocksPage)
	var got []string
	for _, b := range d.Blocks(Variables{"product": "Lumo 3"}) {
		got = append(got, fmt.Sprintf("%d %s %q", b.Kind, b.Section, b.Text))
	}
	want := []string{
		`0  "The Lumo 3 is dark at x < y. It & *me* too."`,
		`1 signs "Signs"`, `2 signs "One"`, `2 signs "Two"`, `3 signs "Open it. Then wait."`, `0 signs "More."`,
		`4 signs "A"`, `4 signs "B"`, `4 signs "c"`, `4 signs "d"`, `5 signs "Term"`, `0 signs "What it is."`, `0 signs "Take care."`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestBlocksKnowWhereTheirWordsAreWritten(t *testing.T) {
	d := document(t, blocksPage)
	b := d.Blocks(Variables{"product": "Lumo 3"})[0]
	for _, word := range []string{"The", "is", "dark", "x < y", "It", "me", "too"} {
		written := d.Source()[b.Offset(strings.Index(b.Text, word)):]
		if word == "me" || word == "too" { // behind what is escaped: near is all that is promised
			written = d.Source()[b.Offset(strings.Index(b.Text, word))-5:][:20]
			if !strings.Contains(written, word) {
				t.Errorf("%q is not near %q", word, written)
			}
		} else if !strings.HasPrefix(written, word) {
			t.Errorf("%q is said to be at %.12q", word, written)
		}
	}
	if at := b.Offset(strings.Index(b.Text, "Lumo") + 5); !strings.HasPrefix(d.Source()[at:], "{{ product }}") {
		t.Errorf("a variable's value is said to be at %.12q", d.Source()[at:])
	}
	var names []string
	for _, n := range b.Names {
		names = append(names, b.Text[n.From:n.To])
	}
	if fmt.Sprint(names) != "[Lumo 3 x < y]" || b.Text[b.Links[0].From:b.Links[0].To] != "dark" {
		t.Errorf("names are %q, links %v", names, b.Links)
	}
	if strong := d.Blocks(nil)[4]; strong.Text[strong.Strong.From:strong.Strong.To] != "Open it." {
		t.Errorf("the bold beginning is %v", strong.Strong)
	}
}

func TestKeysKnowTheirPlace(t *testing.T) {
	d := document(t, "---\ntitle: T\nsummary: |\n  title: no\nexempt: {a-rule: why, b: \"\"}\n---\nsummary: S\n")
	if at := d.KeyAt("summary"); at.Line != 3 || at.Column != 1 {
		t.Errorf("summary is at %v", at)
	}
	if at := d.KeyAt("owner"); at.Line != 1 {
		t.Errorf("a key that is not there is at %v", at)
	}
	if d.BodyLine() != 7 {
		t.Errorf("the body begins on line %d", d.BodyLine())
	}
	if e := d.Front.Exempt; len(e) != 2 || e[0].Text != "a-rule" || e[0].Reason != "why" || e[1].Reason != "" || e[0].At.Line != 5 {
		t.Errorf("got %v", e)
	}
}

func document(t *testing.T, src string) *Document {
	t.Helper()
	return readSource("en/page.md", []byte(src), Variables{"product": "Lumo 3"}).document
}

package mistake

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func printed(l List) string {
	var b strings.Builder
	l.Print(&b)
	return b.String()
}

func TestPrintShowsThePlace(t *testing.T) {
	tests := map[string]struct {
		m    Mistake
		want string
	}{
		"all": {
			Mistake{Position{"a.md", 12, 3}, "r", "this is wrong", "Do that.", "abcdef"},
			"a.md:12:3: this is wrong\n    12 | abcdef\n       |   ^\n       = Do that.\n",
		},
		"tabs and letters": {
			Mistake{Position{"a.md", 1, 4}, "r", "x", "", "\tñé漢"},
			"a.md:1:4: x\n     1 | \tñé漢\n       | \t  ^\n",
		},
		"whole file":     {Mistake{Position{File: "a.md"}, "r", "x", "Do that.", ""}, "a.md: x\n       = Do that.\n"},
		"past the end":   {Mistake{Position{"a.md", 1, 9}, "r", "x", "", "abc"}, "a.md:1:9: x\n     1 | abc\n       |    ^\n"},
		"escape codes":   {Mistake{Position{"a\x1b[31m.md", 1, 1}, "r", "x\ny\u009b", "h\r", "\x1b[2Jabc"}, "a·[31m.md:1:1: x·y·\n     1 | ·[2Jabc\n       | ^\n       = h·\n"},
		"windows ending": {Mistake{Position{"a.md", 1, 1}, "r", "x", "", "abc\r"}, "a.md:1:1: x\n     1 | abc\n       | ^\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := printed(List{test.m}); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestSortedDropsRepetitions(t *testing.T) {
	at := func(file string, line, column int, text string) Mistake {
		return Mistake{Position: Position{file, line, column}, Text: text}
	}
	got := List{at("b", 1, 1, "x"), at("a", 2, 1, "x"), at("a", 1, 9, "y"), at("a", 1, 9, "x"), at("a", 2, 1, "x"), at("a", 0, 0, "z")}.Sorted()
	want := List{at("a", 0, 0, "z"), at("a", 1, 9, "x"), at("a", 1, 9, "y"), at("a", 2, 1, "x"), at("b", 1, 1, "x")}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if err := (List{}).Err(); err != nil {
		t.Errorf("no mistakes are the error %v", err)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"summary", "title", "reviewed", "review_every", "rank", "also"}
	tests := map[string]string{
		"sumary": "summary", "titel": "title", "Title": "title", "reviewd": "reviewed", "rnak": "rank",
		"alos": "also", "colour": "", "": "", "zzzz": "",
	}
	for word, want := range tests {
		if got := Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := DidYouMean("zzzz", []string{"b", "a", "b"}); got != "Known here: a, b." {
		t.Errorf("got %q", got)
	}
}

// FuzzPrint prints anything: a terminal gets no control characters, and the
// caret stands under the character that the column names.
func FuzzPrint(f *testing.F) {
	f.Add("a.md", "text", "hint", "quoted line", 3)
	f.Add("a\x1b.md", "te\nxt", "\x07", strings.Repeat("\t漢x", 90), 120)
	f.Add("", "", "", "\xff\u009b\u202e", -4)
	f.Fuzz(func(t *testing.T, file, text, hint, quote string, column int) {
		line, _, _ := strings.Cut(quote, "\n")
		out := printed(List{{Position{file, 1, column}, "r", text, hint, line}})
		if i := strings.IndexFunc(out, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); i >= 0 {
			t.Fatalf("a control character at %d of %q", i, out)
		}
		rows := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
		if len(rows) > 4 {
			t.Fatalf("%d rows: %q", len(rows), out)
		}
		if runes := []rune(strings.TrimRight(line, "\r\n")); column > 0 && column <= len(runes) {
			shown, caret := []rune(rows[1])[9:], []rune(rows[2])[9:]
			if want := []rune(printable(string(runes[column-1]))); shown[len(caret)-1] != want[0] {
				t.Fatalf("the caret is under %q, want %q in\n%s", shown[len(caret)-1], want, out)
			}
		}
	})
}

package tree

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func (b Box) meets(o Box) bool {
	return b.X < o.X+o.Width && o.X < b.X+b.Width && b.Y < o.Y+o.Height && o.Y < b.Y+b.Height
}

func (b Box) within(o Box) bool {
	return b.X >= o.X && b.Y >= o.Y && b.X+b.Width <= o.X+o.Width && b.Y+b.Height <= o.Y+o.Height
}

// sweeps are the boxes that a line stays in: its curve, which never leaves
// the box of its ends, and its level part.
func (n Line) sweeps() [2]Box {
	box := func(x1, y1, x2, y2 int) Box {
		return Box{min(x1, x2), min(y1, y2), max(x1, x2) - min(x1, x2), max(y1, y2) - min(y1, y2)}
	}
	return [2]Box{box(n.FromX, n.FromY, n.ToX, n.ToY), box(n.ToX, n.ToY, n.EndX, n.ToY)}
}

func checkLayout(t *testing.T, l Layout, seed int64) {
	t.Helper()
	page := Box{0, 0, l.Width, l.Height}
	for i, c := range l.Cards {
		if !c.within(page) {
			t.Fatalf("seed %d: card %s leaves the drawing", seed, c.Question.Key)
		}
		for _, o := range l.Cards[:i] {
			if c.meets(o.Box) {
				t.Fatalf("seed %d: cards %s and %s overlap", seed, c.Question.Key, o.Question.Key)
			}
		}
		for j, r := range c.Rows {
			if !r.within(c.Box) || j > 0 && r.meets(c.Rows[j-1].Box) || r.Y < c.Y+c.head || len(r.Ends) > 0 && !r.Outcome.within(r.Box) {
				t.Fatalf("seed %d: row %s of %s is out of place", seed, r.Answer.Key, c.Question.Key)
			}
		}
		for _, n := range l.Lines {
			for _, sweep := range n.sweeps() {
				if sweep.Height++; c.meets(sweep) && sweep.Width > 0 {
					t.Fatalf("seed %d: a line crosses card %s", seed, c.Question.Key)
				}
			}
		}
	}
}

// chain tells whether lines join a row to a card, through bends.
func (l Layout) chain(x, y int, to Card) bool {
	for _, n := range l.Lines {
		if n.FromX != x || n.FromY != y {
			continue
		}
		if n.Arrow && n.ToY == to.Y+padding+askLine/2 && (n.ToX == to.X || n.ToX == to.X+to.Width) {
			return true
		}
		if !n.Arrow && l.chain(n.EndX, n.ToY, to) {
			return true
		}
	}
	return false
}

func TestNoCardsOverlapAndNoLineCrossesACard(t *testing.T) {
	for seed := range int64(300) {
		r := rand.New(rand.NewSource(seed))
		tree := parsed(t, sound(r, 1+r.Intn(60), 5, 0.1))
		l := tree.Layout(Look{RightToLeft: seed%2 == 1})
		if len(l.Cards) != len(tree.Questions) {
			t.Fatalf("seed %d: %d cards for %d questions", seed, len(l.Cards), len(tree.Questions))
		}
		checkLayout(t, l, seed)
	}
}

func TestEachAnswerIsJoinedToItsQuestion(t *testing.T) {
	for seed := range int64(50) {
		r := rand.New(rand.NewSource(seed))
		l := parsed(t, sound(r, 2+r.Intn(30), 4, 0.2)).Layout(Look{})
		cards := map[string]Card{}
		for _, c := range l.Cards {
			cards[c.Question.Key] = c
		}
		for _, c := range l.Cards {
			for _, row := range c.Rows {
				to, leads := cards[row.Answer.Go.To]
				if leads != row.Leads || leads && !l.chain(c.X+c.Width, row.Y+rowPadding+sayLine/2, to) {
					t.Fatalf("seed %d: answer %s of %s is not joined to %s", seed, row.Answer.Key, c.Question.Key, row.Answer.Go.To)
				}
			}
		}
	}
}

func TestBrokenTreesAreDrawnWithTheirFaultsMarked(t *testing.T) {
	src := strings.NewReplacer("go: ../reasons/glare.md#fixes", "go: message", "go: ../reasons/mismatch.md", "go: nobody").Replace(healthy)
	tree, _ := Parse("t.yaml", []byte(src))
	l := tree.Layout(Look{Bad: tree.Blame(tree.Prove(Terms{}))})
	checkLayout(t, l, 0)
	var got []string
	for _, c := range l.Cards {
		for _, r := range c.Rows {
			if r.Bad && c.Bad {
				got = append(got, r.Answer.Key)
			}
		}
	}
	if strings.Join(got, " ") != "name spots" {
		t.Errorf("marked %v, want name and spots", got)
	}
}

func TestLayoutLooksAtAnEdgeAFewTimesOnly(t *testing.T) {
	tree := parsed(t, large())
	g := newGraph(tree)
	l := Layout{tree: tree}
	c := g.columns(func(q int) Card { return l.card(g, q) })
	c.arrange()
	if most := 10 * len(c.edges) * (orderings + settlings); c.steps > most {
		t.Errorf("looked %d times, want at most %d", c.steps, most)
	}
}

func TestSVGIsWellFormedAndEscaped(t *testing.T) {
	src := strings.NewReplacer("What do you see?", `'<script>alert("1")</script> &'`, "Why was I rejected?", `"A & B <c>"`).Replace(healthy)
	tree, mistakes := Parse("t.yaml", []byte(src))
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	tree.Title += "\a" // Parse refuses control characters; a variable's value may have them
	tree.Questions[0].Ask += "\x00"
	address := func(c Choice) string { return `x"y/` + c.Question.Key }
	svg := tree.Layout(Look{Address: address, Title: func(string) string { return "]]>" }}).SVG(Writing{ID: `a"b`, Alone: true})
	elements := map[string]int{}
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
	if elements["script"] > 0 || elements["a"] != 5 || elements["title"] != 1 || elements["desc"] != 1 {
		t.Errorf("got elements %v", elements)
	}
	if strings.Contains(string(svg), "style=") || !strings.Contains(string(svg), `role="group"`) {
		t.Error("a linked drawing must be a group without inline style")
	}
	if picture := tree.Layout(Look{}).SVG(Writing{}); !bytes.Contains(picture, []byte(`role="img" aria-labelledby="tree-title tree-desc"`)) || bytes.Contains(picture, []byte("<style")) {
		t.Error("a drawing without links must be a picture, and bring no style to a page")
	}
}

func TestSameTreeIsDrawnInTheSameBytes(t *testing.T) {
	src := large().yaml()
	draw := func() []byte {
		tree, _ := Parse("t.yaml", src)
		return tree.Layout(Look{}).SVG(Writing{})
	}
	if first := draw(); !bytes.Equal(first, draw()) {
		t.Error("two drawings of one tree differ")
	}
}

func TestWrapKeepsEveryWordWithinTheLine(t *testing.T) {
	texts := []string{
		"White spots or shine hide some text", "ich-habe-Donaudampfschifffahrtsgesellschaftskapitänsausweisphotos",
		"证件照片中有反光或者有手指遮挡了一部分文字，请重新拍摄", "写真がぼやけています。もう一度撮ってください", "صورة غير واضحة للوثيقة الخاصة بك", "a\u0301\u0301\u0301 👩‍👩‍👧‍👧👩‍👩‍👧‍👧👩‍👩‍👧‍👧", "", " ",
	}
	for _, text := range texts {
		for _, limit := range []float64{60, 120, 240} {
			lines := wrap(text, 15, limit, 99)
			for _, line := range lines {
				if w := textWidth(line, 15); w > limit {
					t.Errorf("%q is %.0f wide, want at most %.0f", line, w, limit)
				}
			}
			squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if got := squeeze(strings.Join(lines, "")); got != squeeze(text) {
				t.Errorf("got %q, want all of %q", got, text)
			}
		}
	}
	if got := wrap(strings.Repeat("many words ", 50), 15, 200, 3); len(got) != 3 || !strings.HasSuffix(got[2], "…") || textWidth(got[2], 15) > 200 {
		t.Errorf("got %q, want three lines and an ellipsis", got)
	}
}

var drawTo = flag.String("draw", "", "folder to write drawings to, for looking at them")

func TestDrawingsForLookingAt(t *testing.T) {
	if *drawTo == "" {
		t.Skip("no folder given")
	}
	draw := func(name string, tree *Tree, look Look) {
		svg := tree.Layout(look).SVG(Writing{Alone: true})
		if err := os.WriteFile(filepath.Join(*drawTo, name+".svg"), svg, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	draw("5", parsed(t, sound(rand.New(rand.NewSource(3)), 5, 4, 0)), Look{Bad: map[string]bool{"q1": true}})
	draw("20", parsed(t, sound(rand.New(rand.NewSource(3)), 20, 4, 0.1)), Look{RightToLeft: true})
	draw("100", parsed(t, sound(rand.New(rand.NewSource(3)), 100, 4, 0.05)), Look{})
	files, _ := filepath.Glob("../../content/*/trees/*.yaml")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tree, _ := Parse(file, src)
		draw(strings.ReplaceAll(strings.TrimPrefix(file, "../../content/"), "/", "-"), tree, Look{Bad: tree.Blame(tree.Prove(Terms{}))})
	}
}

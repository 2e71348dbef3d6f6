package picture

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestLinesFitAndKeepEveryWord(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var words []string
		for range 1 + random.IntN(12) {
			words = append(words, strings.Repeat("m", 1+random.IntN(9)))
		}
		text := strings.Join(words, " ")
		l, lines := fit(text, bold(), titleRooms)
		for _, line := range lines {
			if l.width(line) > Width-2*margin {
				t.Fatalf("%q is %.0f wide", line, l.width(line))
			}
		}
		if got := strings.Join(lines, " "); got != text && !strings.HasSuffix(got, "…") {
			t.Fatalf("%q became %q", text, got)
		}
		if len(lines) > 3 {
			t.Fatalf("%q has %d lines", text, len(lines))
		}
	}
}

func TestBalancedLinesLeaveNoWordAlone(t *testing.T) {
	_, got := fit("Contact support and track your ticket", bold(), []room{{760, 72, 2}})
	if want := []string{"Contact support", "and track your ticket"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShorterTitleIsSetLarger(t *testing.T) {
	short, _ := fit("Blurry photo", bold(), titleRooms)
	long, _ := fit(strings.Repeat("Blurry photo ", 6), bold(), titleRooms)
	if short.size <= long.size {
		t.Errorf("sizes are %.0f and %.0f", short.size, long.size)
	}
}

func TestTooLongTextEndsInAnEllipsis(t *testing.T) {
	r := room{300, 40, 2}
	l, lines := fit("one, two, three, four, five, six, seven, eight, nine", bold(), []room{r})
	last := lines[len(lines)-1]
	if len(lines) != 2 || !strings.HasSuffix(last, "…") || strings.HasSuffix(last, ",…") || l.width(last) > r.width {
		t.Errorf("got %q", lines)
	}
}

func TestLongWordIsBrokenRatherThanLost(t *testing.T) {
	word := strings.Repeat("ab", 20)
	_, lines := fit(word, bold(), []room{{300, 40, 9}})
	if got := strings.Join(lines, ""); got != word || len(lines) < 2 {
		t.Errorf("got %q", lines)
	}
}

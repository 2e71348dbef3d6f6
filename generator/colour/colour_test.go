package colour

import (
	"math"
	"strings"
	"testing"
)

func TestParseReadsShortAndLongForms(t *testing.T) {
	for text, want := range map[string]Colour{
		"#000":    {},
		"#fff":    {255, 255, 255},
		"#1aF":    {0x11, 0xaa, 0xff},
		"#165a96": {0x16, 0x5a, 0x96},
		"#FFCC00": {0xff, 0xcc, 0},
	} {
		got, err := Parse(text)
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
}

func TestParseRefusesEverythingElse(t *testing.T) {
	for _, text := range []string{"", "#", "165a96", "#12", "#1234", "#12345", "#1234567", "#12g", "#+12", "#-12345", " #fff", "blue", "##ff"} {
		_, err := Parse(text)
		if err == nil {
			t.Errorf("Parse(%q) took it", text)
			continue
		}
		if !strings.Contains(err.Error(), Default.String()) {
			t.Errorf("Parse(%q): %q shows no example", text, err)
		}
	}
}

func TestStringIsReadBack(t *testing.T) {
	for _, c := range accents(500) {
		if got, err := Parse(c.String()); got != c || err != nil {
			t.Errorf("Parse(%s) = %v, %v", c, got, err)
		}
	}
}

// The values are the standard's own and ones worked out by hand from its
// formula.
func TestContrastFollowsTheStandard(t *testing.T) {
	white, black := Colour{255, 255, 255}, Colour{}
	for _, test := range []struct {
		a, b Colour
		want float64
	}{
		{black, white, 21},
		{white, black, 21},
		{white, white, 1},
		{Colour{0x76, 0x76, 0x76}, white, 4.54},
		{Colour{255, 0, 0}, white, 4.00},
		{Colour{0, 0, 255}, white, 8.59},
		{Colour{255, 255, 0}, black, 19.56},
	} {
		if got := Contrast(test.a, test.b); math.Abs(got-test.want) > 0.005 {
			t.Errorf("Contrast(%s, %s) = %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

func TestOKLCHKnowsRed(t *testing.T) {
	got := toLCH(Colour{255, 0, 0})
	if math.Abs(got.L-0.628) > 0.001 || math.Abs(got.C-0.2577) > 0.001 || math.Abs(got.H-29.23*math.Pi/180) > 0.001 {
		t.Errorf("red is %+v", got)
	}
}

func TestOKLCHAndBackIsTheSameColour(t *testing.T) {
	for _, c := range accents(5000) {
		if got := toLCH(c).colour(); got != c {
			t.Fatalf("%s came back as %s", c, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("#fff")
	f.Add("#165a96")
	f.Add("#é1")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse(text)
		if err == nil && len(text) == 7 && c.String() != strings.ToLower(text) {
			t.Errorf("Parse(%q) = %s", text, c)
		}
	})
}

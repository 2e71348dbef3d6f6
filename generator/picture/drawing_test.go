package picture

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/generator/colour"
)

// paper draws SVG elements of a 100 by 100 drawing on 200 by 200 pixels.
func paper(t *testing.T, elements string) *image.RGBA {
	t.Helper()
	on := newCanvas(image.Rect(0, 0, 200, 200))
	light, _ := colour.Scheme(colour.Default)
	d, err := openDrawing([]byte(`<svg viewBox="0 0 100 100">` + elements + `</svg>`))
	if err == nil {
		err = d.draw(on, on.Bounds(), light)
	}
	if err != nil {
		t.Fatalf("%s: %v", elements, err)
	}
	return on.RGBA
}

// Places are in the drawing's units.
func TestShapesCoverWhatTheyShould(t *testing.T) {
	for _, test := range []struct {
		elements    string
		inside, out [][2]int
	}{
		{`<rect x="10" y="20" width="30" height="10"/>`, [][2]int{{11, 21}, {39, 29}}, [][2]int{{9, 25}, {41, 25}, {20, 19}, {20, 31}}},
		{`<rect x="10" y="10" width="80" height="80" rx="40"/>`, [][2]int{{50, 11}, {22, 24}}, [][2]int{{15, 15}, {85, 85}}},
		{`<circle cx="50" cy="50" r="20"/>`, [][2]int{{50, 31}, {69, 50}, {50, 69}}, [][2]int{{33, 33}, {72, 50}}},
		{`<ellipse cx="50" cy="50" rx="40" ry="10"/>`, [][2]int{{12, 50}, {88, 50}}, [][2]int{{50, 38}, {50, 62}}},
		{`<polygon points="10,10 90 10 10,90"/>`, [][2]int{{12, 12}, {40, 40}}, [][2]int{{60, 60}}},
		{`<line class="d-line" stroke-width="4" x1="10" y1="50" x2="90" y2="50"/>`, [][2]int{{10, 50}, {50, 51}, {91, 50}}, [][2]int{{50, 53}, {93, 50}}},
		{`<line class="d-line" stroke-linecap="butt" stroke-width="4" x1="10" y1="50" x2="90" y2="50"/>`, [][2]int{{11, 50}}, [][2]int{{8, 50}, {91, 50}}},
		{`<line class="d-line" stroke-linecap="square" stroke-width="8" x1="20" y1="50" x2="80" y2="50"/>`, [][2]int{{17, 47}, {82, 52}}, [][2]int{{14, 50}}},
		{`<polyline class="d-line" stroke-width="8" stroke-linejoin="miter" points="20 80 20 20 80 20"/>`, [][2]int{{17, 17}, {20, 50}}, [][2]int{{40, 40}}},
		{`<polyline class="d-line" stroke-width="8" stroke-linejoin="bevel" points="20 80 20 20 80 20"/>`, [][2]int{{20, 20}}, [][2]int{{17, 17}}},
		{`<path d="M10 10h30v30h-30zm50 0h30v30h-30z"/>`, [][2]int{{20, 20}, {80, 20}}, [][2]int{{50, 20}}},
		{`<path d="M10,90C10,10 90,10 90,90z"/>`, [][2]int{{50, 35}}, [][2]int{{50, 25}, {15, 40}}},
		{`<path d="M10 50q20-40 40 0t40 0z"/>`, [][2]int{{30, 40}, {70, 60}}, [][2]int{{30, 60}, {70, 40}}},
		{`<path d="M30 50a20 20 0 0140 0z"/>`, [][2]int{{50, 32}}, [][2]int{{50, 55}}},
		{`<path d="M30 50a20 20 0 1040 0a20 20 0 0 0-40 0"/>`, [][2]int{{50, 68}, {50, 32}}, [][2]int{{50, 75}}},
		{`<path d="M50 50V20A30 30 0 1 1 20 50z"/>`, [][2]int{{60, 30}, {60, 60}, {40, 70}}, [][2]int{{40, 40}, {30, 30}}},
		{`<g transform="translate(50) scale(.5)"><rect width="100" height="100"/></g>`, [][2]int{{51, 1}, {98, 48}}, [][2]int{{49, 10}, {60, 51}}},
		{`<rect transform="rotate(90 50 50)" x="40" y="10" width="20" height="10"/>`, [][2]int{{85, 50}}, [][2]int{{50, 15}}},
		{`<path class="d-line" stroke-linecap="butt" stroke-dasharray="10" d="M0 50H100"/>`, [][2]int{{5, 50}, {25, 50}}, [][2]int{{15, 50}, {35, 50}}},
		{`<path class="d-line" stroke-width="8" d="M20 20M50 50h0"/>`, [][2]int{{50, 50}, {53, 50}}, [][2]int{{20, 20}}},
		{`<rect class="d-line" x="20" y="20" width="60" height="60"/>`, [][2]int{{20, 50}, {80, 50}}, [][2]int{{50, 50}}},
	} {
		got := paper(t, test.elements)
		for _, at := range test.inside {
			if got.RGBAAt(2*at[0], 2*at[1]).A != 255 {
				t.Errorf("%s: nothing at %v", test.elements, at)
			}
		}
		for _, at := range test.out {
			if got.RGBAAt(2*at[0], 2*at[1]).A != 0 {
				t.Errorf("%s: something at %v", test.elements, at)
			}
		}
	}
}

func TestClassesAreThePalettesColours(t *testing.T) {
	p, _ := colour.Scheme(colour.Default)
	for class, want := range map[string]colour.Colour{
		"d-paper": p.DrawPaper, "d-ink": p.DrawInk, "d-soft": p.DrawSoft, "d-accent": p.Accent,
		"d-bad": p.Bad, "d-good": p.Good, "d-skin": p.DrawSkin, "d-glow": p.DrawGlow,
		"d-line d-paper": p.DrawPaper,
	} {
		got := paper(t, fmt.Sprintf(`<g class="%s"><rect x="20" y="20" width="60" height="60"/></g>`, class))
		if at := got.RGBAAt(100, 100); at != color.RGBAModel.Convert(want) {
			t.Errorf("%s is %v, want %s", class, at, want)
		}
	}
	for class, want := range map[string]colour.Colour{
		"d-line": p.DrawInk, "d-softline": p.DrawSoft, "d-accentline": p.Accent,
		"d-badline": p.Bad, "d-goodline": p.Good, "d-paper d-line": p.DrawInk,
	} {
		got := paper(t, fmt.Sprintf(`<rect class="%s" x="20" y="20" width="60" height="60" stroke-width="6"/>`, class))
		if at := got.RGBAAt(40, 100); at != color.RGBAModel.Convert(want) {
			t.Errorf("the edge of %s is %v, want %s", class, at, want)
		}
	}
}

func TestSeeThroughGroupIsOneLayer(t *testing.T) {
	got := paper(t, `<g opacity=".5"><rect class="d-ink" x="10" y="10" width="50" height="50"/><rect class="d-ink" x="40" y="10" width="50" height="50"/></g>`)
	once, twice := got.RGBAAt(40, 40), got.RGBAAt(100, 40)
	if once != twice || once.A < 126 || once.A > 129 {
		t.Errorf("one rectangle is %v, two are %v", once, twice)
	}
}

func TestLayerNeverOverflows(t *testing.T) {
	under, over := newCanvas(image.Rect(0, 0, 256, 256)), newCanvas(image.Rect(0, 0, 256, 256))
	for i := range under.Pix {
		under.Pix[i] = 255
		over.Pix[i] = uint8(i / 4 % 256) // white at every opacity
	}
	for share := range 21 {
		under.lay(over, float64(share)/20)
		for i, v := range under.Pix {
			if v != 255 {
				t.Fatalf("white over white at %d of 20 became %d at %d", share, v, i)
			}
		}
	}
}

func TestDrawingStaysInItsArea(t *testing.T) {
	on := newCanvas(image.Rect(0, 0, 200, 200))
	light, _ := colour.Scheme(colour.Default)
	d, err := openDrawing([]byte(`<svg viewBox="10 10 100 50"><circle cx="0" cy="0" r="900" class="d-accent d-line"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	area := d.fit(image.Rect(50, 50, 150, 150))
	if want := image.Rect(50, 75, 150, 125); area != want {
		t.Fatalf("fit = %v, want %v", area, want)
	}
	if err := d.draw(on, area, light); err != nil {
		t.Fatal(err)
	}
	for y := range 200 {
		for x := range 200 {
			if covered := on.RGBAAt(x, y).A != 0; covered != image.Pt(x, y).In(area) {
				t.Fatalf("%d, %d is covered: %t", x, y, covered)
			}
		}
	}
}

func TestBrokenDrawingIsAnError(t *testing.T) {
	for _, test := range []struct{ svg, says string }{
		{``, "EOF"},
		{`<svg/>`, "viewBox"},
		{`<svg viewBox="0 0 0 0"/>`, "viewBox"},
		{`<svg viewBox="0 0 1 nan"/>`, "viewBox"},
		{`<svg viewBox="0 0 9 9"><rect width="a"/></svg>`, "rect: width"},
		{`<svg viewBox="0 0 9 9"><path d="M0 0 L"/></svg>`, "path"},
		{`<svg viewBox="0 0 9 9"><path d="0 0"/></svg>`, "path"},
		{`<svg viewBox="0 0 9 9"><path d="M0 0z 1"/></svg>`, "path"},
		{`<svg viewBox="0 0 9 9"><path d="M0 0a1 1 0 2 0 1 1"/></svg>`, "flag"},
		{`<svg viewBox="0 0 9 9"><g transform="jump(1)"/></svg>`, "jump"},
		{`<svg viewBox="0 0 9 9"><g stroke-dasharray="-1"/></svg>`, "negative"},
		{`<svg viewBox="0 0 9 9"><g></svg>`, "g"},
		{`<svg viewBox="0 0 9 9">` + strings.Repeat("<g>", 40) + strings.Repeat("</g>", 40) + `</svg>`, "deep"},
		{`<svg viewBox="0 0 9 9">` + strings.Repeat(" ", largestDrawing) + `</svg>`, "larger"},
	} {
		_, err := draw(Card{Drawing: []byte(test.svg)})
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%.60s: got %v, want %q in it", test.svg, err, test.says)
		}
	}
}

func TestTheGuidesOwnDrawingsCanBeDrawn(t *testing.T) {
	files, err := filepath.Glob("../../content/drawings/*.svg")
	if err != nil || len(files) == 0 {
		t.Skip("no drawings beside this package")
	}
	for _, file := range files {
		svg, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := draw(Card{Title: "x", Drawing: svg}); err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
		}
	}
}

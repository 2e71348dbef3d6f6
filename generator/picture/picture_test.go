package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/png"
	"io"
	"runtime"
	"strings"
	"testing"

	"retake/generator/colour"
)

const sample = `<svg viewBox="0 0 320 150">
<g transform="translate(2)"><rect class="d-soft" x="4" y="4" width="148" height="126" rx="12" opacity=".5"/>
<g opacity=".4"><circle class="d-skin d-line" cx="60" cy="60" r="20"/><path class="d-line" d="M40 60h40a9 8 0 018 0"/></g></g>
<path class="d-accentline" stroke-dasharray="4 3" d="M180 20q20-20 40 0t40 0c1 10 9 20 20 20s20 1 20 20z"/>
<polygon class="d-good" points="180,100 200,140 220,100"/></svg>`

var cards = map[string]Card{
	"empty":       {},
	"plain":       {Site: "Acme Help", Kind: "Reason", Title: "Blurry photo", Summary: "The text is not sharp enough."},
	"drawing":     {Site: "Acme Help", Kind: "Reason", Title: "Blurry photo", Drawing: []byte(sample)},
	"no title":    {Site: "Acme Help", Drawing: []byte(sample)},
	"long":        {Site: strings.Repeat("Acme ", 40), Kind: strings.Repeat("Kind ", 40), Title: strings.Repeat("a long title ", 40), Summary: strings.Repeat("and more ", 80)},
	"one word":    {Title: strings.Repeat("Rindfleisch", 30), Summary: strings.Repeat("x", 300), Drawing: []byte(sample)},
	"wide":        {Title: strings.Repeat("WWWW ", 60), Summary: strings.Repeat("MMMM ", 60)},
	"emoji":       {Title: "Blurry 📷👩🏽‍💻 photo 🇪🇸", Summary: "🙂"},
	"chinese":     {Site: "帮助", Title: "照片模糊", Summary: "文字不清晰", Drawing: []byte(sample)},
	"arabic":      {Site: "مساعدة", Title: "صورة غير واضحة", RightToLeft: true},
	"greek":       {Title: "Θολή φωτογραφία", Summary: "Δεν διαβάζεται."},
	"cyrillic":    {Title: "Размытое фото", Summary: "Текст не читается."},
	"broken text": {Title: "a\x80b\x00c\u202ed", Summary: "\n\t \u200b"},
}

func encoded(t *testing.T, c Card) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEveryCardIsASmallPictureOfTheRightSize(t *testing.T) {
	for name, c := range cards {
		t.Run(name, func(t *testing.T) {
			c.Accent = colour.Default
			data := encoded(t, c)
			got, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if got.Bounds() != image.Rect(0, 0, 1200, 630) {
				t.Errorf("bounds are %v", got.Bounds())
			}
			if p, is := got.(*image.Paletted); !is || len(p.Palette) > 64 {
				t.Errorf("got a %T", got)
			}
			if len(data) > 45<<10 {
				t.Errorf("%d bytes are too many", len(data))
			}
			if !bytes.Equal(data, encoded(t, c)) {
				t.Error("the same card gave other bytes")
			}
		})
	}
}

func TestTextNeverLeavesTheMargins(t *testing.T) {
	const overhang = 3 // of a letter's edge beyond its width
	safe := image.Rect(0, 0, Width, Height).Inset(margin - overhang)
	for name, c := range cards {
		got, err := draw(c)
		if err != nil {
			t.Fatal(err)
		}
		light, _ := colour.Scheme(c.Accent)
		empty := sheet{newCanvas(got.Bounds()), light}
		empty.background()
		for y := range Height {
			for x := range Width {
				inside := image.Pt(x, y).In(safe) || c.Drawing != nil && y > 400 && y < bottom
				if !inside && got.RGBAAt(x, y) != empty.RGBAAt(x, y) {
					t.Fatalf("%s: something is at %d, %d", name, x, y)
				}
			}
		}
	}
}

func TestUsualTitlesStandInTheMiddleSquare(t *testing.T) {
	for _, title := range []string{"Blurry photo", "Face recognition failure", "Incomplete document photo", "Foto incompleta del documento", "Why was I rejected?"} {
		for end, drawing := range map[int][]byte{400: nil, 230: []byte(sample)} {
			got := drawn(t, Card{Title: title, Drawing: drawing})
			low, high := Width, 0
			for y := 110; y < end; y++ {
				for x := margin; x < Width-margin; x++ {
					if got.RGBAAt(x, y) != got.RGBAAt(margin, 300) {
						low, high = min(low, x), max(high, x)
					}
				}
			}
			if low < (Width-Height)/2 || high > (Width+Height)/2 || low > high {
				t.Errorf("%q reaches from %d to %d", title, low, high)
			}
		}
	}
}

func drawn(t *testing.T, c Card) *image.RGBA {
	t.Helper()
	got, err := draw(c)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestUnknownScriptIsLeftOut(t *testing.T) {
	with := encoded(t, Card{Site: "帮助", Title: "照片模糊", Summary: "文字", Accent: colour.Default, Drawing: []byte(sample)})
	without := encoded(t, Card{Accent: colour.Default, Drawing: []byte(sample)})
	if !bytes.Equal(with, without) {
		t.Error("a title without letters changed the picture")
	}
}

func TestEmojiAreLeftOut(t *testing.T) {
	with, without := encoded(t, Card{Title: "Blurry 📷 photo 👩🏽‍💻"}), encoded(t, Card{Title: "Blurry photo"})
	if !bytes.Equal(with, without) {
		t.Error("emoji changed the picture")
	}
}

func TestRightToLeftSwapsTheNames(t *testing.T) {
	ink := func(c Card, from, to int) (n int) {
		got := drawn(t, c)
		for y := margin; y < margin+24; y++ {
			for x := from; x < to; x++ {
				if got.RGBAAt(x, y) != got.RGBAAt(middle, 40) {
					n++
				}
			}
		}
		return n
	}
	c := Card{Site: "Acme"}
	if ink(c, margin, middle) == 0 || ink(c, middle, Width-margin) != 0 {
		t.Error("left to right, the name is not on the left alone")
	}
	c.RightToLeft = true
	if ink(c, margin, middle) != 0 || ink(c, middle, Width-margin) == 0 {
		t.Error("right to left, the name is not on the right alone")
	}
}

func TestAccentColoursThePicture(t *testing.T) {
	red := colour.Colour{R: 0xa0}
	got := drawn(t, Card{Title: "Red", Accent: red})
	if at := got.RGBAAt(40, 80); at.R != red.R || at.G != 0 || at.B != 0 {
		t.Errorf("the frame is %v", at)
	}
}

func TestCoversKnowsItsScripts(t *testing.T) {
	for text, want := range map[string]bool{
		"":                      true,
		"Foto borrosa, ¿qué?":   true,
		"Cafe\u0301 (composed)": true,
		"Zdjęcie – „rozmyte”…":  true,
		"Размытое фото":         true,
		"Θολή φωτογραφία":       true,
		"Photo 📷":               true,
		"写真がぼやけている":             false,
		"صورة":                  false,
		"תמונה":                 false,
		"ภาพเบลอ":               false,
	} {
		if got := Covers(text); got != want {
			t.Errorf("Covers(%q) = %t", text, got)
		}
	}
}

// Caches keep pictures by Version: if this test fails, change Version too.
func TestVersionStandsForThesePixels(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the last bit of a letter's edge may differ on this processor")
	}
	got := sha256.New()
	for _, name := range []string{"empty", "plain", "drawing"} {
		c := cards[name]
		c.Accent = colour.Colour{R: 0x16, G: 0x5a, B: 0x96}
		got.Write(drawn(t, c).Pix)
	}
	const version, want = "1", "fe6fce870b0f0bd6"
	if sum := hex.EncodeToString(got.Sum(nil)[:8]); sum != want || Version != version {
		t.Errorf("version %s draws %s, not %s", Version, sum, want)
	}
}

func BenchmarkEncode(b *testing.B) {
	c := cards["drawing"]
	c.Accent = colour.Default
	for b.Loop() {
		if err := Encode(io.Discard, c); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, c := range cards {
		f.Add(c.Site, c.Title, c.Summary, c.Drawing, uint8(1))
	}
	f.Add("", "x", "", []byte(`<svg viewBox="0 0 1 1"><path class="d-line" d="M1e9 0a1 1 0 011 1z" stroke-dasharray="1"/></svg>`), uint8(0))
	f.Fuzz(func(t *testing.T, site, title, summary string, drawing []byte, red uint8) {
		c := Card{Site: site, Title: title, Summary: summary, Drawing: drawing, Accent: colour.Colour{R: red}}
		var b bytes.Buffer
		if err := Encode(&b, c); err != nil {
			return // a drawing of another kind
		}
		if _, err := png.DecodeConfig(&b); err != nil {
			t.Error(err)
		}
	})
}

package publish_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"retake/generator/checks"
	"retake/generator/publish"
)

// illustrated is a guide whose check of darkness has photos: the bad one with
// a number, and grey by a level.
func illustrated(t *testing.T, number float64, level uint8) files {
	t.Helper()
	f := lamp().with(files{
		"content/checks.yaml": "dark: {reason: no-light, measure: darkness, fail_below: 70, unsure_below: 80}\n",
		"content/en/reasons/no-light.md": "---\ntitle: No light\nsummary: The lamp stays dark.\nrank: 1\nchecks: [dark]\n---\n" +
			"## What you see {#signs}\n\n- Nothing.\n\n## What to do {#fixes}\n\n1. Change it.\n",
	})
	photo := func(side, verdict string, number float64, level uint8) checks.ExamplePhoto {
		p := checks.ExamplePhoto{Verdict: verdict, Numbers: map[string]float64{"darkness": number}}
		for _, width := range []int{32, 64, 96} {
			m := image.NewGray(image.Rect(0, 0, width, width*3/4))
			for i := range m.Pix {
				m.Pix[i] = color.Gray{level}.Y
			}
			var b bytes.Buffer
			if err := jpeg.Encode(&b, m, nil); err != nil {
				t.Fatal(err)
			}
			name, sum := fmt.Sprintf("examples/dark-%s-%d.jpg", side, width), sha256.Sum256(b.Bytes())
			f["content/"+name] = b.String()
			p.Files = append(p.Files, checks.PictureFile{Name: name, Width: width, Height: width * 3 / 4, Bytes: b.Len(), Sum: hex.EncodeToString(sum[:16])})
		}
		return p
	}
	examples := checks.Examples{Synthetic: true, Seed: 1, Measures: map[string]checks.Taken{"darkness": {Version: 3, Unit: "levels"}},
		Checks: map[string]checks.Example{"dark": {Measure: "darkness", Good: photo("good", "pass", 120.4, 200), Bad: photo("bad", "fail", number, level)}}}
	var b bytes.Buffer
	if err := examples.Write(&b); err != nil {
		t.Fatal(err)
	}
	f["content/examples.json"] = b.String()
	return f
}

// The page of a reason shows the photos of its checks with the signs, in
// several sizes, with their numbers and words for those who cannot see them.
func TestReasonsShowWhatTheirChecksMean(t *testing.T) {
	s := illustrated(t, 36.34, 20).setting("languages: [en, es]").with(files{"content/es/_index.md": "---\ntitle: ¿Qué ha pasado?\n---\n"}).publish(t)
	p := s.page("reasons/no-light/index.html")
	p.has(".example-bad figcaption", "Too dark Light 36, at least 70")
	p.has(".example-good figcaption", "Light enough Light 120, at least 70")
	p.one("section:has(#signs) figure.examples > figcaption")
	for _, img := range p.all(".examples img") {
		if attr(img, "alt") == "" || attr(img, "width") != "64" || attr(img, "height") != "48" || attr(img, "loading") != "lazy" || attr(img, "decoding") != "async" {
			t.Errorf("a picture has the attributes %v", img.Attr)
		}
		large := p.resolve(attr(img.Parent, "href")).Path[1:]
		if !strings.HasPrefix(s.file(large), "\xff\xd8") || !strings.Contains(large, "-96.") {
			t.Errorf("%s is not the largest picture", large)
		}
		for i, candidate := range strings.Split(attr(img, "srcset"), ", ") {
			address, width, _ := strings.Cut(candidate, " ")
			if s.file(p.resolve(address).Path[1:]) == "" || width != fmt.Sprint(32*(i+1), "w") {
				t.Errorf("srcset says %q", candidate)
			}
		}
	}
	es := s.page("es/reasons/no-light/index.html")
	es.has(".example-bad strong", "Demasiado oscura")
	if got := es.attrs(".examples", "lang"); !slices.Equal(got, []string{"es"}) {
		t.Errorf("the words around the photos on an untranslated page have the language %q", got)
	}
	p.has(".article h2", "What you see", "What to do")
	for _, name := range []string{"index.html", "reasons/flicker/index.html", "print/index.html"} {
		s.page(name).hasNo(".examples")
	}
}

// Without signs or causes the photos stand before the first section.
func TestExamplesFindTheirPlace(t *testing.T) {
	f := illustrated(t, 36, 20)
	const file = "content/en/reasons/no-light.md"
	f[file] = strings.Replace(f[file], "## What you see {#signs}\n\n- Nothing.\n\n", "Nothing.\n\n", 1)
	f.publish(t).page("reasons/no-light/index.html").one(".article > .examples")
	f[file] = strings.Replace(f[file], "Nothing.\n", "## Why it happens {#causes}\n\nIt is old.\n", 1)
	f.publish(t).page("reasons/no-light/index.html").one("section:has(#causes) .examples")
}

// Writers' own words take the place of the program's.
func TestWritersSayWhatPhotosShow(t *testing.T) {
	p := illustrated(t, 36, 20).with(files{"content/en/strings.yaml": "example_dark_bad: Too dim\nexample_dark_bad_alt: A lamp that is off.\n"}).
		publish(t).page("reasons/no-light/index.html")
	p.has(".example-bad strong", "Too dim")
	if got := p.attrs(".example-bad img", "alt"); got[0] != "A lamp that is off." {
		t.Errorf("the words for the picture are %q", got)
	}
}

// Photos that do not show what they should are left out with a warning, and
// the guide is published without them.
func TestDoubtfulExamplesAreLeftOut(t *testing.T) {
	whole := illustrated(t, 36, 20)
	for name, c := range map[string]struct {
		planted files
		want    string
	}{
		"threshold": {files{"content/checks.yaml": "dark: {reason: no-light, measure: darkness, fail_below: 30}\n"}, "the bad photo does not fail"},
		"picture":   {files{"content/examples/dark-bad-64.jpg": whole["content/examples/dark-good-64.jpg"]}, "examples/dark-bad-64.jpg is not the picture that was measured"},
		"deleted":   {files{"content/examples/dark-good-32.jpg": ""}, "examples/dark-good-32.jpg is not there"},
	} {
		s := whole.with(c.planted).publish(t)
		s.page("reasons/no-light/index.html").hasNo(".examples")
		w := s.build.Warnings
		if len(w) != 1 || w[0].Rule != "stale-example" || !strings.Contains(w[0].Text, c.want) {
			t.Errorf("%s: warned of %v, want %q", name, w, c.want)
		}
	}
}

// What samplecheck did not write is a mistake.
func TestBrokenExamplesAreAMistake(t *testing.T) {
	f := illustrated(t, 36, 20).with(files{"content/examples.json": "{\n  \"sed\": 1\n}\n"})
	made := build(t, publish.NewBuilder(publish.Options{File: f.write(t, t.TempDir()), Date: day}))
	if len(made.Mistakes) != 1 || made.Mistakes[0].Rule != "examples" || made.Mistakes[0].Line == 0 {
		t.Errorf("got %v", made.Mistakes)
	}
}

// A preview that is told of new photos shows them as a new builder does.
func TestNewExamplesAreShownAtOnce(t *testing.T) {
	dir := t.TempDir()
	options := publish.Options{File: illustrated(t, 36, 20).write(t, dir), Date: day}
	b := publish.NewBuilder(options)
	before := build(t, b)
	illustrated(t, 33, 15).write(t, dir)
	made, err := b.Rebuild(context.Background(), []string{filepath.Join(dir, "content/examples"), filepath.Join(dir, "content/examples.json")})
	if err != nil {
		t.Fatal(err)
	}
	want := build(t, publish.NewBuilder(options))
	sameOutputs(t, []string{"new photos"}, made, want, written(t, want))
	keys := map[string]string{}
	for _, o := range before.Outputs {
		keys[o.Name] = o.Key
	}
	changed := 0
	for _, o := range made.Outputs {
		if strings.HasSuffix(o.Name, ".html") && keys[o.Name] != o.Key {
			changed++
			if o.Name != "reasons/no-light/index.html" {
				t.Errorf("%s is made anew, and shows no photo", o.Name)
			}
		}
	}
	if changed != 1 {
		t.Errorf("%d pages are made anew, want 1", changed)
	}
}

// The default guide's photos are light: with the widths that phones choose,
// which the browser's test finds out, no page has more than 50 kB of them.
func TestExamplesOfTheDefaultGuideAreLight(t *testing.T) {
	s := defaultSite(t, map[string]any{"compress": false, "pictures": false})
	for _, name := range s.pages() {
		p, sum := s.page(name), 0
		for _, set := range p.attrs(".examples img", "srcset") {
			phones := strings.Split(set, ", ")[1]
			address, width, _ := strings.Cut(phones, " ")
			if width != "400w" {
				t.Errorf("%s has %s where phones look", name, width)
			}
			sum += len(s.file(p.resolve(address).Path[1:]))
		}
		if sum > 50_000 {
			t.Errorf("%s has %d bytes of photos", name, sum)
		}
	}
}

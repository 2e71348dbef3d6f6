package publish_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/generator/publish"
)

// spanish is the lamp's guide in English, and in Spanish as far as it is
// translated: one page up to date, one not.
func spanish(t *testing.T) files {
	t.Helper()
	english := lamp()
	return english.setting("languages: [en, es]").with(files{
		"content/es/_index.md":           "---\ntitle: ¿Qué ha pasado?\nsource: " + textSum(t, english, "content/en/_index.md") + "\n---\n",
		"content/es/how-to/change.md":    "---\ntitle: Cambiar la bombilla\nsummary: Una nueva.\nsource: " + textSum(t, english, "content/en/how-to/change.md") + "\n---\nPide [ayuda]({{ support_url }}).\n",
		"content/es/reasons/no-light.md": "---\ntitle: No hay luz\nsummary: Oscura.\nsource: 000000000000\n---\nOscura. Como [otra](flicker.md#why).\n\n## Qué hacer {#fixes}\n\n1. Cambiar.\n",
	})
}

// textSum is the hash that a translation of a page records.
func textSum(t *testing.T, f files, name string) string {
	t.Helper()
	s := f.publish(t)
	for _, p := range s.build.Site.Guides[0].Pages {
		if "content/"+p.Doc.Path == name {
			return p.Doc.TextSum
		}
	}
	t.Fatalf("there is no page %s", name)
	return ""
}

// A page that is not translated is shown in the default language, says so,
// and leaves search engines to the original.
func TestUntranslatedPagesFallBack(t *testing.T) {
	s := spanish(t).publish(t)
	p := s.page("es/reasons/flicker/index.html")
	p.has("h1", "Flicker")
	p.has(".notice-note", s.build.Site.Guides[1].Words.Fill("not_translated", "language", "English"))
	if got := p.attrs("html, article", "lang"); !slices.Equal(got, []string{"es", "en"}) {
		t.Errorf("the languages are %q", got)
	}
	if got := p.attrs("link[rel=canonical]", "href"); got[0] != "https://help.example/reasons/flicker/" {
		t.Errorf("the canonical address is %q", got)
	}
	p.one("meta[name=robots][content=noindex]")
	p.hasNo("link[hreflang]")
	for _, page := range []string{"reasons/flicker/index.html", "es/how-to/change/index.html", "how-to/change/index.html"} {
		s.page(page).hasNo(".notice, meta[name=robots]")
	}
	if got := s.page("reasons/flicker/index.html").attrs("link[hreflang=es]", "href"); len(got) > 0 {
		t.Errorf("the original names a translation that is none: %q", got)
	}
	if got := s.page("es/how-to/change/index.html").attrs("link[hreflang]", "hreflang"); !slices.Equal(got, []string{"x-default", "en", "es"}) {
		t.Errorf("the translation names %q", got)
	}
	switches := s.page("es/reasons/flicker/index.html")
	if got := switches.resolve(switches.attrs("nav.languages a", "href")[0]).Path; got != "/reasons/flicker/" {
		t.Errorf("the language switch leads to %s", got)
	}
}

func TestTranslationsOfChangedTextSaySo(t *testing.T) {
	s := spanish(t).publish(t)
	p := s.page("es/reasons/no-light/index.html")
	if got := p.texts(".notice-warn"); len(got) != 1 || !strings.Contains(got[0], "original") {
		t.Errorf("got %q", got)
	}
	if got := p.resolve(p.attrs(".notice-warn a", "href")[0]).Path; got != "/reasons/no-light/" {
		t.Errorf("the notice leads to %s", got)
	}
	var stale []string
	for _, w := range s.build.Warnings {
		if w.Rule == "stale-translation" {
			stale = append(stale, filepath.Base(w.File))
		}
	}
	if !slices.Equal(stale, []string{"no-light.md"}) {
		t.Errorf("the stale ones are %q", stale)
	}
	fresh := spanish(t)
	fresh["content/en/how-to/change.md"] = strings.Replace(fresh["content/en/how-to/change.md"], "summary:", "reviewed: 2027-01-30\nsummary:", 1)
	fresh.publish(t).page("es/how-to/change/index.html").hasNo(".notice") // another review is no other text
}

func TestReadingOrder(t *testing.T) {
	s := lamp().with(files{
		"content/en/reasons/a.md": "---\ntitle: aa\nsummary: S.\n---\nA.\n\n## Do {#fixes}\n\n1. It.\n",
		"content/en/reasons/b.md": "---\ntitle: Ab\nsummary: S.\n---\nA.\n\n## Do {#fixes}\n\n1. It.\n",
	}).publish(t)
	s.page("reasons/index.html").has(".card a", "No light", "Flicker", "aa", "Ab")
	var order []string
	for _, p := range s.build.Site.Guides[0].Pages {
		order = append(order, p.Key)
	}
	want := []string{"_index.md", "reasons/_index.md", "reasons/no-light.md", "reasons/flicker.md", "reasons/a.md", "reasons/b.md", "how-to/_index.md", "how-to/change.md", "stay-safe.md"}
	if !slices.Equal(order, want) {
		t.Errorf("got %q", order)
	}
	p := s.page("reasons/no-light/index.html")
	p.has(".breadcrumb a", "Home", "Reasons")
	p.has(".further a", "Flicker", "Change the bulb")
	s.page("reasons/b/index.html").hasNo(".further")
}

func TestOldAddressesLeadToThePage(t *testing.T) {
	f := lamp().setting("base_url: https://help.example/me/")
	f["content/en/how-to/change.md"] = strings.Replace(f["content/en/how-to/change.md"], "---\n", "---\naliases: [/old/bulb, /bulb.html, /año/]\n", 1)
	s := f.publish(t)
	want := "/me/old/bulb/ /me/how-to/change/ 301\n/me/bulb.html /me/how-to/change/ 301\n/me/año/ /me/how-to/change/ 301\n"
	if got := s.file("_redirects"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, name := range []string{"old/bulb/index.html", "bulb.html", "año/index.html"} {
		p := s.page(name)
		p.one("meta[name=robots][content=noindex]")
		_, target, _ := strings.Cut(attr(p.one("meta[http-equiv=refresh]"), "content"), "url=")
		for _, address := range []string{target, attr(p.one("main a"), "href"), attr(p.one("link[rel=canonical]"), "href")} {
			if got := p.resolve(address).String(); got != "https://help.example/me/how-to/change/" {
				t.Errorf("%s leads to %s", name, got)
			}
		}
	}
}

// Drafts, and pages before and after their time, are published only when
// asked for, and then say what they are.
func TestDraftsAndDays(t *testing.T) {
	head := "---\ntitle: Page\nsummary: S.\n"
	f := lamp().with(files{
		"content/en/draft.md": head + "draft: true\n---\nText.\n",
		"content/en/early.md": head + "publish: 2027-02-01\n---\nText.\n",
		"content/en/late.md":  head + "expires: 2027-01-31\n---\nText.\n",
		"content/en/in.md":    head + "publish: 2027-01-31\nexpires: 2027-02-01\n---\nText.\n",
	})
	published := func(date string, drafts bool) []string {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		s := makeSite(t, publish.Options{File: f.write(t, t.TempDir()), Date: day, Drafts: drafts})
		var found []string
		for _, name := range []string{"draft", "early", "late", "in"} {
			if _, there := s.files[name+"/index.html"]; there {
				p := s.page(name + "/index.html")
				found = append(found, name+": "+strings.Join(p.texts(".notice"), ""))
				if noindex := len(p.all("meta[name=robots]")) == 1; noindex != (len(p.texts(".notice")) == 1) {
					t.Errorf("%s: a page with a notice, and no other, is kept from search engines", name)
				}
			} else if strings.Contains(s.file("guide.json"), "/"+name+"/") || strings.Contains(s.file("a-z/index.html"), name+"/") {
				t.Errorf("on %s, %s is not published but spoken of", date, name)
			}
		}
		return found
	}
	for _, test := range []struct {
		date   string
		drafts bool
		want   []string
	}{
		{"2027-01-30", false, []string{"late: "}},
		{"2027-01-31", false, []string{"in: "}},
		{"2027-02-01", false, []string{"early: "}},
		{"2027-01-31", true, []string{"draft: Draft", "early: To be published on 1 February 2027", "late: Expired on 31 January 2027", "in: "}},
	} {
		if got := published(test.date, test.drafts); !slices.Equal(got, test.want) {
			t.Errorf("%s, drafts %v: got %q, want %q", test.date, test.drafts, got, test.want)
		}
	}
}

func TestRightToLeft(t *testing.T) {
	s := lamp().setting("languages: [en, ar]").with(files{"content/ar/_index.md": "---\ntitle: ماذا حدث؟\n---\n"}).publish(t)
	for name, want := range map[string]string{"index.html": "", "ar/index.html": "rtl", "ar/reasons/no-light/index.html": "rtl", "ar/404.html": "rtl"} {
		if got := attr(s.page(name).one("html"), "dir"); got != want {
			t.Errorf("%s: dir=%q, want %q", name, got, want)
		}
	}
	p := s.page("ar/reasons/no-light/index.html")
	if n := p.one("article"); attr(n, "lang") != "en" || attr(n, "dir") != "ltr" {
		t.Errorf("English text on an Arabic page has lang=%q dir=%q", attr(n, "lang"), attr(n, "dir"))
	}
}

// One file of the templates can be replaced by one's own; all others stay.
func TestTemplatesAreOverriddenFileByFile(t *testing.T) {
	plain := lamp().publish(t)
	s := lamp().with(files{
		"templates/notice/notice.html":   "<p class=\"own\">Ours</p>\n",
		"templates/footer/footer.css":    ".foot{color:#123456}\n",
		"templates/strings/en.yaml":      "home: Start\n",
		"content/en/strings.yaml":        "feed: What is new\n",
		"templates/strings/notes.txt":    "not words\n",
		"content/en/drawings/.hidden.md": "not content\n",
	}).publish(t)
	p := s.page("reasons/no-light/index.html")
	p.has(".own", "Ours")
	p.has(".breadcrumb a", "Start", "Reasons")
	if got := p.texts("footer li"); !slices.Contains(got, "What is new") {
		t.Errorf("the footer says %q", got)
	}
	style := func(s *site) string {
		q := s.page("index.html")
		return s.file(strings.TrimPrefix(q.resolve(q.attrs("link[rel=stylesheet]", "href")[0]).Path, "/"))
	}
	if got := style(s); !strings.Contains(got, ".foot{color:#123456}") || len(got) < len(style(plain))/2 {
		t.Errorf("the style sheet has %d bytes", len(got))
	}
}

func picture(t *testing.T, format string, width, height int) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), 99, 255})
		}
	}
	var b bytes.Buffer
	var err error
	if format == "png" {
		err = png.Encode(&b, img)
	} else {
		err = jpeg.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Pictures are published in the widths that screens need, never wider than
// they are, and their files are what the page says.
func TestResponsivePictures(t *testing.T) {
	f := lamp().with(files{
		"content/en/how-to/Wide one, 1.JPG": picture(t, "jpeg", 1600, 400),
		"content/en/how-to/small.png":       picture(t, "png", 300, 200),
		"content/en/reasons/small.png":      picture(t, "png", 300, 200),
		"content/en/unused.png":             picture(t, "png", 10, 10),
		"content/en/how-to/change.md": "---\ntitle: Change\nsummary: S.\n---\n![A *wide* lamp & more](<Wide one, 1.JPG> \"The lamp\")\n\n" +
			"Inline ![small](small.png) and ![the same](../reasons/small.png).\n",
	})
	s := f.publish(t)
	p := s.page("how-to/change/index.html")
	wide := p.one("article figure img")
	if attr(wide, "alt") != "A wide lamp & more" || attr(wide, "width") != "1600" || attr(wide, "height") != "400" || attr(wide, "sizes") == "" {
		t.Errorf("the wide picture has %v", wide.Attr)
	}
	p.has("article figcaption", "The lamp")
	var widths []string
	for source := range strings.SplitSeq(attr(wide, "srcset"), ", ") {
		parts := strings.Fields(source)
		if len(parts) != 2 {
			t.Fatalf("srcset has %q", source)
		}
		widths = append(widths, parts[1])
		shown := s.config(p, parts[0])
		if fmt.Sprintf("%dw", shown.Width) != parts[1] || shown.Height != shown.Width/4 {
			t.Errorf("%s is %d × %d", source, shown.Width, shown.Height)
		}
	}
	if want := []string{"1600w", "1440w", "960w", "480w"}; !slices.Equal(widths, want) {
		t.Errorf("got %q, want %q", widths, want)
	}
	small := p.all("article p img")
	if len(small) != 2 || attr(small[0], "srcset") != "" || attr(small[0], "width") != "300" || attr(small[0], "src") != attr(small[1], "src") {
		t.Errorf("the small pictures are %v", small)
	}
	if shown := s.config(p, attr(small[0], "src")); shown.Width != 300 {
		t.Errorf("the small picture has become %d wide", shown.Width)
	}
	for name := range s.files {
		if strings.Contains(name, "unused") {
			t.Errorf("%s is published, and no page shows it", name)
		}
	}
	if got := s.file("how-to/change/index.md"); !strings.Contains(got, "](<https://help.example/assets/") {
		t.Errorf("the twin shows %q", got)
	}
}

func (s *site) config(p *page, src string) image.Config {
	s.t.Helper()
	shown, _, err := image.DecodeConfig(strings.NewReader(s.file(strings.TrimPrefix(p.resolve(src).Path, "/"))))
	if err != nil {
		s.t.Fatal(err)
	}
	return shown
}

// Headings never take an id that the page needs for itself, nor one of the
// page where a tree ends on them.
func TestHeadingsDoNotTakeThePagesIDs(t *testing.T) {
	var body strings.Builder
	plain := defaultSite(t, nil)
	of := []string{"index.html", "reasons/index.html", "reasons/blurry-photo/index.html"}
	of = append(of, slices.DeleteFunc(plain.pages(), func(name string) bool {
		return !strings.HasPrefix(name, "find/why-was-i-rejected/") || path.Base(name) != "index.html"
	})...)
	seen := map[string]bool{"found": true, "found-0": true} // made by the script
	for _, name := range of {
		maps.Copy(seen, plain.page(name).ids())
	}
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		fmt.Fprintf(&body, "### %s\n\n", strings.ReplaceAll(id, "-", " "))
	}
	f := lamp().with(files{"content/en/trees/start.yaml": twoWays})
	for _, name := range []string{"content/en/_index.md", "content/en/reasons/_index.md"} {
		f[name] += "\n## Names\n\n" + body.String()
	}
	f["content/en/reasons/no-light.md"] += "\n" + body.String()
	s := f.publish(t)
	for _, name := range []string{"index.html", "reasons/index.html", "reasons/no-light/index.html", "find/start/no/index.html"} {
		p := s.page(name)
		if ids := p.ids(); ids["found"] || ids["found-0"] {
			t.Errorf("%s has an id that the search's list needs", name)
		}
		if n := len(p.all("main h3, main h4")); n < len(seen) {
			t.Errorf("%s shows %d headings only", name, n)
		}
	}
}

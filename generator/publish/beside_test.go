package publish_test

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
	"testing"

	"retake/generator/guide"
)

// The sitemap has the pages of the guide that search engines may show, each
// under its own address, and no others.
func TestSitemapHasWhatMayBeIndexed(t *testing.T) {
	drafts := lamp().setting("languages: [en, es]").with(files{
		"content/es/_index.md":          "---\ntitle: ¿Qué ha pasado?\n---\n",
		"content/es/how-to/change.md":   "---\ntitle: Cambiar\nsummary: Una nueva.\n---\nTexto.\n",
		"content/en/how-to/draft.md":    "---\ntitle: Draft\nsummary: S.\ndraft: true\n---\nText.\n",
		"content/en/how-to/later.md":    "---\ntitle: Later\nsummary: S.\npublish: 2030-01-01\n---\nText.\n",
		"content/en/how-to/over.md":     "---\ntitle: Over\nsummary: S.\nexpires: 2020-01-01\n---\nText.\n",
		"content/es/how-to/borrador.md": "---\ntitle: Borrador\nsummary: S.\ndraft: true\n---\nText.\n",
	})
	for name, s := range map[string]*site{"default": defaultSite(t, nil), "drafts": drafts.publishDrafts(t)} {
		var got, want []string
		var m struct {
			URLs []struct {
				Loc   string `xml:"loc"`
				Links []struct {
					Lang string `xml:"hreflang,attr"`
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"url"`
		}
		if err := xml.Unmarshal([]byte(s.file("sitemap.xml")), &m); err != nil {
			t.Fatal(err)
		}
		for _, u := range m.URLs {
			got = append(got, u.Loc)
		}
		for _, g := range s.build.Site.Guides {
			for _, p := range g.Pages {
				if page := s.page(p.URL + "index.html"); len(page.all("meta[name=robots]")) == 0 {
					want = append(want, page.url.String())
				}
			}
		}
		trees := regexp.MustCompile(`/find/`)
		got = slices.DeleteFunc(got, trees.MatchString)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got  %q\nwant %q", name, got, want)
		}
		for _, u := range m.URLs {
			for _, l := range u.Links {
				if !slices.Contains(got, l.Href) && !trees.MatchString(l.Href) {
					t.Errorf("%s: the sitemap calls %s a translation of %s, and does not list it", name, l.Href, u.Loc)
				}
			}
		}
	}
}

func TestFeed(t *testing.T) {
	s := lamp().with(files{
		"content/en/how-to/a.md": "---\ntitle: A <b>\nsummary: S.\nchanges:\n  2026-12-24: \"The {{ product }} is new.\"\n  2027-01-02: Newer.\n---\nText.\n",
		"content/en/how-to/b.md": "---\ntitle: B\nsummary: S.\nreviewed: 2027-01-01\n---\nText.\n",
	}).publish(t)
	var feed struct {
		Updated string `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(s.file("feed.xml")), &feed); err != nil {
		t.Fatal(err)
	}
	var got []string
	ids := map[string]bool{}
	for _, e := range feed.Entries {
		got = append(got, e.Updated[:10]+" "+e.Title+": "+e.Summary)
		ids[e.ID] = true
	}
	want := []string{"2027-01-02 A <b>: Newer.", "2027-01-01 B: S.", "2026-12-24 A <b>: The Lamp is new.", "2026-11-22 No light: The Lamp stays dark."}
	if !slices.Equal(got, want) || len(ids) != len(want) {
		t.Errorf("got  %q\nwant %q, with different ids: %v", got, want, ids)
	}
	if feed.Updated != "2027-01-02T00:00:00Z" {
		t.Errorf("the feed was updated %s", feed.Updated)
	}
}

// Markdown twins are read away from their place: every address in them is in
// full, and nothing is left to fill in.
func TestMarkdownTwins(t *testing.T) {
	target := regexp.MustCompile(`\]\(<?([^)> ]*)|(?m)^\[[^\]]*\]: *(\S+)`)
	s := defaultSite(t, nil)
	twins := 0
	for name, text := range s.files {
		if !strings.HasSuffix(name, "index.md") {
			continue
		}
		twins++
		if strings.Contains(text, "{{") || strings.ContainsAny(text, "\x00\u0091\u0092") {
			t.Errorf("%s has a variable that is not filled in", name)
		}
		for _, m := range target.FindAllStringSubmatch(text, -1) {
			address := m[1] + m[2]
			if !strings.Contains(address, "://") && !strings.HasPrefix(address, "mailto:") {
				t.Errorf("%s links to %q", name, address)
			}
			s.reachesTwin(name, address)
		}
		if page := s.page(strings.TrimSuffix(name, "md") + "html"); !strings.HasPrefix(text, "# "+page.texts("h1")[0]+"\n") {
			t.Errorf("%s does not begin with the page's title: %.60q", name, text)
		}
	}
	if twins == 0 {
		t.Error("there are no twins")
	}
	for _, list := range []string{"llms.txt", "es/llms.txt"} {
		for _, m := range target.FindAllStringSubmatch(s.file(list), -1) {
			s.reachesTwin(list, m[1])
		}
	}
}

// A title is no Markdown, whatever is in it.
func TestTitlesInTwinsAreText(t *testing.T) {
	f := lamp()
	f["content/en/reasons/flicker.md"] = strings.Replace(f["content/en/reasons/flicker.md"], "title: Flicker", `title: "Error [E*1*] <b> a_b_"`, 1)
	s := f.publish(t)
	const title = `Error \[E\*1\*\] \<b> a\_b\_`
	for name, want := range map[string]string{
		"reasons/flicker/index.md": "# " + title + "\n", "reasons/index.md": "- [" + title + "](", "llms.txt": "- [" + title + "](",
	} {
		if got := s.file(name); !strings.Contains(got, want) {
			t.Errorf("%s does not have %s:\n%s", name, want, got)
		}
	}
}

func (s *site) reachesTwin(from, address string) {
	s.t.Helper()
	inside, ok := strings.CutPrefix(address, s.base)
	if inside, _, _ = strings.Cut(inside, "#"); ok && (inside == "" || strings.HasSuffix(inside, "/")) {
		inside += "index.html"
	}
	if ok && s.files[inside] == "" {
		s.t.Errorf("%s links to %s, which is not published", from, address)
	}
}

// The whole guide as data: every page with its words.
func TestGuideJSON(t *testing.T) {
	s := defaultSite(t, nil)
	for _, g := range s.build.Site.Guides {
		var data struct {
			Language string
			Pages    []struct {
				Kind, URL, Title, Summary, Folder, Intro string
				Translated                               bool
				Sections                                 []struct{ ID, Title, Text string }
				Related, Also                            []string
			}
		}
		s.json(g.Root()+"guide.json", &data)
		if data.Language != g.Lang.Tag || len(data.Pages) != len(g.Pages) {
			t.Fatalf("%s: %d pages of %d", data.Language, len(data.Pages), len(g.Pages))
		}
		for i, p := range g.Pages {
			got, shown := data.Pages[i], s.page(p.URL+"index.html")
			if got.URL != shown.url.String() || got.Title != shown.texts("h1")[0] || got.Kind != string(p.Kind) || len(got.Also) != len(p.Doc.Front.Also) || len(got.Related) != len(p.Related) {
				t.Errorf("%s: got %+v", p.URL, got)
			}
			words := shown.texts("main")[0]
			for _, section := range got.Sections {
				for line := range strings.SplitSeq(section.Title+"\n"+section.Text, "\n") {
					if line = strings.Join(strings.Fields(line), " "); !strings.Contains(words, line) {
						t.Errorf("%s: the page does not say %q", p.URL, line)
					}
				}
			}
			if p.Kind == guide.Reason && len(got.Sections) == 0 {
				t.Errorf("%s has no sections", p.URL)
			}
		}
	}
}

func TestStructuredData(t *testing.T) {
	s := defaultSite(t, nil)
	for _, g := range s.build.Site.Guides {
		for _, p := range g.Pages {
			shown := s.page(p.URL + "index.html")
			if p.Kind == guide.Home {
				shown.hasNo("script[type='application/ld+json']")
				continue
			}
			var data struct {
				Graph []struct {
					Type  string `json:"@type"`
					URL   string `json:"url"`
					Title string `json:"headline"`
					Items []struct {
						Position   int
						Name, Item string
					} `json:"itemListElement"`
				} `json:"@graph"`
			}
			s.files["ld"] = rawText(shown.one("script[type='application/ld+json']"))
			s.json("ld", &data)
			list := data.Graph[0]
			last := list.Items[len(list.Items)-1]
			if list.Type != "BreadcrumbList" || len(list.Items) != len(p.Path())+1 || last.Name != p.Title() || last.Item != shown.url.String() || last.Position != len(list.Items) {
				t.Errorf("%s: the way is %+v", p.URL, list)
			}
			if p.Kind == guide.Folder {
				continue
			}
			if article := data.Graph[1]; article.Type != "TechArticle" || article.Title != p.Title() || article.URL != shown.attrs("link[rel=canonical]", "href")[0] {
				t.Errorf("%s: the article is %+v", p.URL, article)
			}
		}
	}
}

// A to Z has every title, and of each page some of the short words that people
// search by, the first among them.
func TestIndexHasWordsOfEveryPage(t *testing.T) {
	s := defaultSite(t, nil)
	for _, g := range s.build.Site.Guides {
		p := s.page(g.Root() + "a-z/index.html")
		leads := map[string][]string{}
		for _, entry := range p.all(".index li") {
			for _, link := range p.under(entry, "a") {
				word := strings.ToLower(text(entry))
				leads[word] = append(leads[word], p.resolve(attr(link, "href")).String())
			}
		}
		leadsTo := func(word, url string) bool {
			for entry, urls := range leads {
				if (entry == strings.ToLower(word) || strings.HasPrefix(entry, strings.ToLower(word)+" ")) && slices.Contains(urls, url) {
					return true
				}
			}
			return false
		}
		for _, q := range g.Pages {
			if q.Kind != guide.Home && !leadsTo(q.Title(), s.base+q.URL) {
				t.Errorf("%s: the title %q does not lead to /%s", p.name, q.Title(), q.URL)
			}
			listed := 0
			for _, word := range q.Doc.Front.Also {
				if leadsTo(word, s.base+q.URL) {
					listed++
				}
			}
			if all := len(q.Doc.Front.Also); listed == 0 && all > 3 || listed > 20 {
				t.Errorf("%s: %d of %d words lead to /%s", p.name, listed, all, q.URL)
			}
		}
	}
}

// Words stand under their letters, in the order of the language.
func TestIndexIsSortedAsTheLanguageDoes(t *testing.T) {
	page := "---\ntitle: Luz\nsummary: S.\nalso: [zapato, ñandú, nube, Ópera, oso, ozono, árbol, anís, \"¿qué?\", 24 horas, nudo]\n---\nLuz.\n"
	for lang, want := range map[string][]string{
		"es": {"A: anís árbol", "L: Luz", "N: nube nudo", "Ñ: ñandú", "O: Ópera oso ozono", "Q: ¿qué?", "Z: zapato", "#: 24 horas"},
		"en": {"A: anís árbol", "L: Luz", "N: ñandú nube nudo", "O: Ópera oso ozono", "Q: ¿qué?", "Z: zapato", "#: 24 horas"},
	} {
		s := files{
			"site.yaml":                         lamp().setting("languages: [" + lang + "]")["site.yaml"],
			"content/" + lang + "/_index.md":    "---\ntitle: T\n---\n",
			"content/" + lang + "/luz.md":       page,
			"content/" + lang + "/strings.yaml": "other_characters: \"#\"\n",
		}.publish(t)
		p := s.page("a-z/index.html")
		var got []string
		for _, section := range p.all("main section") {
			letter := text(p.under(section, "h2")[0]) + ":"
			for _, entry := range p.under(section, "li") {
				word, _, _ := strings.Cut(text(entry), " see ")
				word, _, _ = strings.Cut(word, " véase ")
				letter += " " + word
			}
			got = append(got, letter)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got  %q\nwant %q", lang, got, want)
		}
		p.ids()
	}
}

// The whole guide is one page in itself: links lead to places on it, and say
// on paper where that is.
func TestWholeGuideIsOnePage(t *testing.T) {
	s := lamp().with(files{
		"content/en/reasons-no-light.md":    "---\ntitle: Clash\nsummary: Its name is like that of another page.\n---\n## What to do\n\nSee [light](reasons/no-light.md#fixes).\n",
		"content/en/how-to/deep/_index.md":  "---\ntitle: Deeper\n---\n",
		"content/en/how-to/deep/inner.md":   "---\ntitle: Inner\nsummary: S.\n---\nA note[^1] and [that](../change.md).\n\n[^1]: Here.\n",
		"content/en/trees/a.yaml":           strings.ReplaceAll(twoWays, "lit", "b-c"),
		"content/en/trees/a-b.yaml":         strings.ReplaceAll(twoWays, "lit", "c"),
		"content/en/how-to/deep/another.md": "---\ntitle: Other\nsummary: S.\n---\nA note[^1] and [me](#me).\n\n## Me\n\n[^1]: There.\n",
	}).publish(t)
	for _, s := range []*site{s, defaultSite(t, nil)} {
		p := s.page("print/index.html")
		ids := p.ids()
		for _, href := range p.attrs("main a[href]", "href") {
			if id, inside := strings.CutPrefix(href, "#"); inside && !ids[id] {
				t.Errorf("%q leads nowhere on the page", href)
			} else if u := p.resolve(href); !inside && u.Host == p.url.Host {
				t.Errorf("%q leads away from the page", href)
			}
		}
		for _, q := range s.build.Site.Guides[0].Pages {
			if !strings.Contains(p.texts("main")[0], q.Title()) {
				t.Errorf("the page %q is not there", q.Title())
			}
		}
	}
	p := s.page("print/index.html")
	p.has(".whole-contents a",
		"1 Reasons", "1.1 No light", "1.2 Flicker", "2 How to", "2.1 Change the bulb", "2.2 Deeper", "2.2.1 Inner", "2.2.2 Other", "3 Clash", "4 Stay safe", "5 Which is it?", "6 Which is it?")
	if got := text(p.one("#page-how-to\\.deep\\.inner")); !strings.Contains(got, "that (see 2.1)") {
		t.Errorf("the link does not say its place: %q", got)
	}
	if got := p.texts("main"); !strings.Contains(got[0], "support (lamp.example/support)") {
		t.Errorf("the link outside does not say its address: %q", got)
	}
}

package render

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"retake/generator/guide"
)

// policy is what pages allow themselves, whatever server they come from.
const policy = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; img-src 'self'; manifest-src 'self'; script-src 'self'; style-src 'self'"

// Frame is what every page has. Templates read it; addresses in it are below
// the site's root, and [Frame.To] makes them relative to the page.
type Frame struct {
	Site   *guide.Site
	Guide  *guide.Guide
	Assets *Assets

	URL         string // the page's own address
	Title       string
	FullTitle   string
	Description string
	Canonical   string // in full
	NoIndex     bool
	Alternates  []Alternate
	Languages   []LanguageLink
	Breadcrumb  []Crumb
	Folders     []Link
	Trees       []Link
	Markdown    string // address of the page as Markdown
	Picture     string // in full
	Strip       *Strip
	LD          any // structured data

	absolute bool // links carry the site's path: the page may be shown at any address
}

// Alternate is the same page in a language, for search engines.
type Alternate struct{ Lang, URL string }

// LanguageLink is an entry of the language switch.
type LanguageLink struct {
	Tag, Name, URL string
	Current        bool
}

// Crumb is a page on the way to this one.
type Crumb struct{ Title, URL string }

// Link is a page with what it says of itself.
type Link struct{ Title, URL, Summary string }

// Strip is the safety advice at the foot of every page, in short.
type Strip struct {
	Link
	Lang string // when it is not the page's own
}

// stripPage is the page whose title and summary stand at the foot of all
// pages.
const stripPage = "stay-safe.md"

// Policy is the content security policy.
func (f *Frame) Policy() string { return policy }

// Word is a word of the interface, with pairs of name and value filled in.
func (f *Frame) Word(key string, pairs ...any) (string, error) {
	if _, ok := f.Guide.Words[key]; !ok {
		return "", fmt.Errorf("there are no words called %q in strings.yaml", key)
	}
	texts := make([]string, len(pairs))
	for i, p := range pairs {
		texts[i] = fmt.Sprint(p)
	}
	return f.Guide.Words.Fill(key, texts...), nil
}

// To is the address of a place of the site as a link on this page.
func (f *Frame) To(url string) string {
	if f.absolute {
		return f.Site.BasePath() + url
	}
	return relative(f.URL, url)
}

// HomeURL is the guide's home page.
func (f *Frame) HomeURL() string { return f.Guide.Root() }

// IndexURL is the page of all words from A to Z.
func (f *Frame) IndexURL() string { return f.Guide.Root() + "a-z/" }

// PrintURL is the whole guide on one page.
func (f *Frame) PrintURL() string { return f.Guide.Root() + "print/" }

// FeedURL is the feed of changes.
func (f *Frame) FeedURL() string { return f.Guide.Root() + "feed.xml" }

// Locale is the language as OpenGraph writes it, with its likeliest country.
func (f *Frame) Locale() string {
	tag := language.Make(f.Guide.Lang.Tag)
	base, _ := tag.Base()
	region, _ := tag.Region()
	return base.String() + "_" + region.String()
}

// relative is the shortest way from one address of the site to another.
func relative(from, to string) string {
	dir := from[:strings.LastIndexByte(from, '/')+1]
	for {
		part, rest, ok := strings.Cut(dir, "/")
		if !ok || !strings.HasPrefix(to, part+"/") {
			break
		}
		dir, to = rest, to[len(part)+1:]
	}
	if up := strings.Repeat("../", strings.Count(dir, "/")) + to; up != "" {
		return up
	}
	return "./"
}

// frame begins a page of the guide that stands in every language at the same
// place below the guide's root.
func (s *guideRender) frame(place, title, description string) Frame {
	f := Frame{
		Site: s.site, Guide: s.g, Assets: s.assets,
		URL: s.g.Root() + place, Title: title, Description: description,
		FullTitle: title + " · " + s.g.Words["site_title"],
		Folders:   s.folders(), Trees: s.treeLinks(),
		Breadcrumb: []Crumb{{s.g.Words["home"], s.g.Root()}},
	}
	f.Canonical = s.site.Absolute(f.URL)
	for _, other := range s.site.Guides {
		f.speak(other, other.Root()+place, true)
	}
	f.Strip = s.strip()
	return f
}

// speak adds a language to the switch, and for search engines when the page
// really is in that language. x-default is the site's default language.
func (f *Frame) speak(g *guide.Guide, url string, translated bool) {
	if len(f.Site.Guides) < 2 {
		return
	}
	f.Languages = append(f.Languages, LanguageLink{g.Lang.Tag, g.Lang.Name, f.To(url), g == f.Guide})
	if !translated {
		return
	}
	if g.Default {
		f.Alternates = append(f.Alternates, Alternate{"x-default", f.Site.Absolute(url)})
	}
	f.Alternates = append(f.Alternates, Alternate{g.Lang.Tag, f.Site.Absolute(url)})
}

func (s *guideRender) folders() []Link {
	var links []Link
	for _, p := range s.g.Home.Children {
		if p.Kind == guide.Folder {
			links = append(links, Link{p.Title(), p.URL, p.Doc.Front.Summary})
		}
	}
	return links
}

func (s *guideRender) treeLinks() []Link {
	var links []Link
	for _, t := range s.g.Trees {
		links = append(links, Link{t.Title, t.URL, t.Summary})
	}
	return links
}

func (s *guideRender) strip() *Strip {
	p := s.g.Page(stripPage)
	if p == nil {
		return nil
	}
	return &Strip{Link{p.Title(), p.URL, p.Doc.Front.Summary}, s.foreign(p)}
}

// foreign is the language of a page's text when it is not the guide's.
func (s *guideRender) foreign(p *guide.Page) string {
	if p.Doc.Lang == s.g.Lang.Tag {
		return ""
	}
	return p.Doc.Lang
}

// date writes a day in the guide's language.
func (s *guideRender) date(day time.Time) string {
	months := strings.Split(s.g.Words["months"], ",")
	month := strconv.Itoa(int(day.Month()))
	if len(months) == 12 {
		month = strings.TrimSpace(months[day.Month()-1])
	}
	return s.g.Words.Fill("date", "day", strconv.Itoa(day.Day()), "month", month, "year", strconv.Itoa(day.Year()))
}

// markup marks text that this package has escaped or made itself.
func markup(s string) template.HTML { return template.HTML(s) }

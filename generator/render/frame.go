package render

import (
	"html/template"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"retake/generator/guide"
)

// policy is what pages allow themselves, whatever server they come from.
const policy = "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; img-src 'self'; manifest-src 'self'; script-src 'self'; style-src 'self'"

// Frame is what every page has of its own around its content.
type Frame struct {
	*Shell
	URL         string // the page's own address, below the site's root
	Title       string
	FullTitle   string
	Description string
	Canonical   string // in full
	NoIndex     bool
	Alternates  []Alternate
	Languages   []LanguageLink
	Breadcrumb  []Link
	Markdown    string // address of the page as Markdown
	Picture     string // in full
	LD          any    // structured data
}

// Alternate is the same page in a language, for search engines.
type Alternate struct{ Lang, URL string }

// LanguageLink is an entry of the language switch.
type LanguageLink struct {
	Tag, Name, URL string
	Current        bool
}

// Policy is the content security policy.
func (f *Frame) Policy() string { return policyOf(f.Site) }

// Locale is the language as OpenGraph writes it, with its likeliest country.
func (s *Shell) Locale() string {
	tag := language.Make(s.Guide.Lang.Tag)
	base, _ := tag.Base()
	region, _ := tag.Region()
	return base.String() + "_" + region.String()
}

// frame begins a page of the guide that stands in every language at the same
// place below the guide's root.
func (s *guideRender) frame(place, title, description string) Frame {
	url := s.g.Root() + place
	f := Frame{
		Shell: s.shellFor(url), URL: url, Title: title, Description: description,
		FullTitle: title + " · " + s.g.Words["site_title"],
		Canonical: s.site.Absolute(url),
	}
	f.Breadcrumb = []Link{{Title: f.W["home"], URL: f.HomeURL}}
	for _, other := range s.site.Guides {
		f.speak(other, other.Root()+place, true)
	}
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

// foreign is the language of a page's text when it is not the guide's.
func (s *guideRender) foreign(p *guide.Page) string {
	if p.Doc.Lang == s.g.Lang.Tag {
		return ""
	}
	return p.Doc.Lang
}

// direction is that of the default language's text, which stands where there
// is no translation.
func (s *siteRender) direction() string {
	if s.site.Default().RTL {
		return "rtl"
	}
	return "ltr"
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

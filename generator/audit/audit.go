// Package audit finds what could make a guide wrong: advice that has aged,
// translations that fell behind, wording that endangers readers, pages that
// nobody finds, links that a browser cannot follow. A build refuses what it
// cannot publish; an audit names what it should not publish any longer, where
// it stands, why it matters, and how to mend it.
//
// What it looks for are rules, one a file, listed in [Rules]. [NewSubject]
// takes a build, and [Run] applies rules to it and makes a [Report]. It
// changes nothing: only [Mends.Write] does, and only what is certain.
package audit

import (
	"fmt"

	"retake/generator/mistake"
)

// Level says how bad a finding is.
type Level int

// The levels, from the least.
const (
	Note    Level = iota // worth a look
	Warning              // readers are worse off
	Error                // readers are misled, endangered or stuck
)

var levelNames = []string{"note", "warning", "error"}

func (l Level) String() string { return levelNames[l] }

// MarshalText writes the level's name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// ParseLevel reads a level's name.
func ParseLevel(name string) (Level, error) {
	for i, known := range levelNames {
		if name == known {
			return Level(i), nil
		}
	}
	return 0, fmt.Errorf("%q is not a level. %s", name, mistake.DidYouMean(name, levelNames))
}

// Area is what a rule is about.
type Area string

// The areas, in the order of reports.
const (
	Build         Area = "Build"
	Trees         Area = "Trees"
	Freshness     Area = "Freshness"
	Measurements  Area = "Measurements"
	Safety        Area = "Safety"
	PlainWords    Area = "Plain words"
	Search        Area = "Search"
	ContentModel  Area = "Content model"
	Links         Area = "Links"
	Accessibility Area = "Accessibility"
	Output        Area = "Output"
	Exemptions    Area = "Exemptions"
)

// Areas are all of them, in the order of reports.
var Areas = []Area{Build, Trees, Freshness, Measurements, Safety, PlainWords, Search, ContentModel, Links, Accessibility, Output, Exemptions}

// Rule is one thing that an audit looks for. It has exactly one of Guide,
// Text, Texts, Page and Site (but for the rule on exemptions, which needs the
// findings of all others). They may be called at the same time as those of
// other rules, and change nothing.
type Rule struct {
	ID    string // stable short name, "untested-answer"
	Area  Area
	Level Level
	Title string // what it finds: "An answer that no test gives"
	Why   string // why that matters, in full sentences
	Mend  string // what to do about it, in full sentences
	Fix   string // what --fix does about it, in full sentences; empty when that takes a person
	Needs Need   // without which it is not applied

	// Guide looks at what was written.
	Guide func(*Subject) []Finding
	// Text looks at the words of one page or tree, on all cores at once.
	Text func(*Subject, *Text) []Finding
	// Texts looks at what was kept of all texts together.
	Texts func(*Subject, []*Gist) []Finding
	// Page looks at one published page, on all cores at once.
	Page func(*Subject, *Page) []Finding
	// Site looks at all that is published together.
	Site func(*Subject, *Published) []Finding
}

// Need is a flag that lets an audit do more than read what is there.
type Need string

// The needs.
const (
	Nothing Need = ""
	Online  Need = "online"  // to ask other servers
	Browser Need = "browser" // to look at pages in a browser
)

// Finding is one thing that a rule found. Its Text says what is wrong, its
// Hint what to do just here; without one, the rule's Mend says it.
type Finding struct {
	mistake.Mistake
	// Page is the address of the page that it is about, below the site's
	// root and with a slash before it; empty when it is about none.
	Page string
	// Edits mend it; none when that takes a person.
	Edits []Edit

	on    *Digest // the published page that it was found on; nil for what is written
	alike string  // its text when it stands for many pages, whose number is in Text
}

// about makes a finding on a page.
func about(address string, m mistake.Mistake) Finding {
	return Finding{Mistake: m, Page: "/" + address}
}

package audit

import (
	"fmt"

	"retake/generator/guide"
	"retake/generator/search"
)

var titleNotSearched = Rule{
	ID: "title-not-searched", Area: PlainWords, Level: Warning,
	Title: "A title that is not what readers search for",
	Why:   "Readers look for their own words in a list of results. A title without any of them is passed over.",
	Mend:  "Use a word of the search tests in the title, the one that most readers type.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for p := range s.Pages() {
			queries, shared := 0, false
			for _, t := range s.searchTests[p.Guide.Lang.Tag] {
				if t.Page == p.Key {
					queries++
					shared = shared || shareWord(p.Title(), t.Query)
				}
			}
			if queries > 0 && !shared && p.Kind != guide.Home && p.Kind != guide.Folder {
				text := fmt.Sprintf("none of the %d search tests of this page has a word of its title", queries)
				if queries == 1 {
					text = "the search test of this page has no word of its title"
				}
				found = append(found, inFront(p, "title", text, ""))
			}
		}
		return found
	},
}

// commonBeginning is the length of what two forms of a word have in common, in
// letters: “reject” and “rejection”, “borrosa” and “borroso”.
const commonBeginning = 5

// shareWord tells whether two texts have a word in common, in any form. Short
// words say too little.
func shareWord(a, b string) bool {
	words := map[string]bool{}
	for _, w := range search.Cut(a) {
		if len([]rune(w.Text)) >= 4 {
			words[beginning(w.Text)] = true
		}
	}
	for _, w := range search.Cut(b) {
		if words[beginning(w.Text)] {
			return true
		}
	}
	return false
}

func beginning(word string) string {
	letters := []rune(word)
	return string(letters[:min(len(letters), commonBeginning)])
}

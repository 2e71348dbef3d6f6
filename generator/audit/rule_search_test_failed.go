package audit

import "fmt"

var searchTestFailed = Rule{
	ID: "search-test-failed", Area: Search, Level: Warning,
	Title: "A search test that fails",
	Why:   "Readers type these words and do not get the page that helps them.",
	Mend:  "Give the page the words under also:, or write them into synonyms.yaml; or change the test when another page is right.",
	Site: func(s *Subject, p *Published) []Finding {
		var found []Finding
		for _, t := range p.runSearchTests(s) {
			if t.passed() {
				continue
			}
			text := fmt.Sprintf("%q does not find %s", t.Query, t.Page)
			if t.place > 0 {
				text = fmt.Sprintf("%q finds %s only as number %d", t.Query, t.Page, t.place)
			}
			found = append(found, Finding{Mistake: s.atTest(t.Test, text)})
		}
		return found
	},
}

package audit

import (
	"bytes"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

func longSentences(t *testing.T) *fixture {
	t.Helper()
	return readFixture(t, filepath.Join("testdata", "long-sentence", "page.txtar"))
}

// TestBaselineKnowsFindingsThatMove writes a baseline, moves the lines, and
// adds a finding that is the same as a known one: only that is new.
func TestBaselineKnowsFindingsThatMove(t *testing.T) {
	f := longSentences(t)
	before, dir := f.audit(t, Options{Rules: []string{"long-sentence"}})
	for i := range before.Findings { // as from the guide's own folder
		before.Findings[i].File = strings.TrimPrefix(before.Findings[i].File, filepath.ToSlash(dir))
	}
	var b bytes.Buffer
	if err := before.WriteBaseline(&b); err != nil {
		t.Fatal(err)
	}
	known, err := ReadBaseline(&b)
	if err != nil {
		t.Fatal(err)
	}
	moved := append([]Finding{}, before.Findings...)
	for i := range moved {
		moved[i].Line += 7
	}
	fresh, old := known.divide(append(moved, moved[0]))
	if len(fresh) != 1 || len(old) != len(before.Findings) {
		t.Errorf("%d are new and %d known, want 1 and %d", len(fresh), len(old), len(before.Findings))
	}
	if _, err := ReadBaseline(strings.NewReader("# x\n\nnot a fingerprint\n")); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("got %v", err)
	}
}

// TestBaselineKnowsWhatAllPagesHave: a fault of a template stays known when a
// page comes, also before all others.
func TestBaselineKnowsWhatAllPagesHave(t *testing.T) {
	on := func(pages ...string) string {
		var found []Finding
		for _, page := range pages {
			f := (&Digest{Name: page + "index.html", URL: page}).finding("this link leads to nothing", "")
			f.Rule = "broken-link"
			found = append(found, f)
		}
		left := withoutEchoes(found)
		if len(left) != 1 {
			t.Fatalf("of %q, %d findings are left", pages, len(left))
		}
		return left[0].Fingerprint()
	}
	if before, after := on("b/", "c/", "d/", "e/"), on("a/", "b/", "c/", "d/", "e/"); before != after {
		t.Errorf("the finding is %s, and with one page more %s", before, after)
	}
}

func TestRulesAreChosen(t *testing.T) {
	f := longSentences(t)
	report, _ := f.audit(t, Options{Rules: []string{"untested-answer"}})
	if len(report.Findings) > 0 || len(report.Rules) != 1 {
		t.Errorf("%d rules find %d", len(report.Rules), len(report.Findings))
	}
	_, err := Run(t.Context(), nil, Options{Rules: []string{"long-sentense"}})
	if err == nil || !strings.Contains(err.Error(), `Did you mean "long-sentence"?`) {
		t.Errorf("got %v", err)
	}
	for id, want := range map[string]string{
		"untested":       `Did you mean "untested-answer"?`,
		"Untestd answer": `Did you mean "untested-answer"?`,
		"links-broken":   `Did you mean "broken-link"?`,
		"translations":   "Did you mean one of these: stale-translation, unrecorded-translation, missing-translation, one-way-translation?",
		"a-b":            "The rules are: build-mistake, ",
	} {
		if _, err := Named(id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("of a rule %q it says: %v", id, err)
		}
	}
	live, _ := f.audit(t, Options{Live: true})
	for _, r := range live.Rules {
		if r.Page != nil || r.Site != nil {
			t.Errorf("%s is applied live", r.ID)
		}
	}
}

// TestExemptions exempts a page, a paragraph, a line of YAML and a file.
func TestExemptions(t *testing.T) {
	long := "This is one of those sentences that go on and on and on until nobody who reads them knows any longer what they were about in the first place.\n"
	c := borrowed(t)
	dir := c.dir
	plant := func(part, text string) {
		(&fixture{name: t.Name()}).edit(t, dir, archived(part, text))
	}
	plant("replace content/en/stay-safe.md", "owner: Guide team\n=>\nowner: Guide team\nexempt:\n  long-sentence: A page of law.")
	plant("append content/en/stay-safe.md", "\n"+long)
	plant("append content/en/how-to/contact-support.md", "\n<!-- exempt long-sentence: A quotation. -->\nSo they say.\n"+long+"\n"+strings.TrimSpace(long)+" <!-- exempt long-sentence: Another. -->\n")
	plant("replace content/en/trees/what-to-do-next.yaml", "    help: Choose the first one that is open to you.\n=>\n    # exempt long-sentence: As support says it.\n    help: "+strings.TrimSpace(long))
	stampAll(t, dir)
	report := c.audit(t, day, Options{})
	if got := planted(t, report, dir); got != "" {
		t.Errorf("not exempted:\n%s", got)
	}
	var reasons []string
	for _, e := range report.Exempt {
		reasons = append(reasons, e.Reason)
	}
	if got := strings.Join(reasons, " "); got != "A quotation. Another. A page of law. As support says it." {
		t.Errorf("got %q", got)
	}
	plant("append content/en/how-to/contact-support.md", "\nNext.\n"+long)
	stampAll(t, dir)
	if report := c.audit(t, day, Options{}); report.Count(Warning) != 1 {
		t.Errorf("an exemption reaches over a blank line: %s", shown(report, dir))
	}
}

func TestFindingsByPage(t *testing.T) {
	report, _ := longSentences(t).audit(t, Options{Rules: []string{"long-sentence"}})
	if got := len(report.On("es/stay-safe/")); got != 1 {
		t.Errorf("%d findings on the Spanish page", got)
	}
	groups := report.ByPage()
	if len(groups) != 2 || groups[0].Page != "/es/stay-safe/" || groups[1].Page != "/stay-safe/" {
		t.Errorf("got %v", groups)
	}
}

// TestMain lets garbage lie longer: the tests audit many small guides, and
// would collect it for a fifth of their time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	var err error
	if copiesDir, err = os.MkdirTemp("", "audit-test"); err != nil {
		log.Fatal(err)
	}
	m.Run()
	if err := os.RemoveAll(copiesDir); err != nil {
		log.Fatal(err)
	}
}

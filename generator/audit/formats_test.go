package audit

import (
	"bytes"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// faulty is a report with findings of every level that rules have, some of
// them exempted and some known.
func faulty(t *testing.T) *Report {
	t.Helper()
	f := readFixture(t, filepath.Join("testdata", "long-sentence", "page.txtar"))
	report, _ := f.audit(t, Options{Rules: []string{"long-sentence"}})
	titles := readFixture(t, filepath.Join("testdata", "page-title", "no_title.txtar"))
	more, _ := titles.audit(t, Options{Rules: []string{"page-title"}})
	report.Findings = append(report.Findings, more.Findings...)
	report.Known = report.Findings[:1]
	report.Exempt = []Excused{{report.Findings[1], "<b>The law</b> says so."}}
	return report
}

func TestJSONCarriesItsHistory(t *testing.T) {
	before := []Entry{{"2026-10-01", 3, 4, 5}, {"2026-11-22", 9, 9, 9}}
	var b bytes.Buffer
	report := faulty(t)
	if err := report.WriteJSON(&b, before); err != nil {
		t.Fatal(err)
	}
	history, err := ReadHistory(&b)
	if err != nil {
		t.Fatal(err)
	}
	want := []Entry{before[0], {"2026-11-22", report.Count(Error), report.Count(Warning), report.Count(Note)}}
	if !reflect.DeepEqual(history, want) {
		t.Errorf("the history is %v, want %v", history, want)
	}
	if _, err := ReadHistory(strings.NewReader("[1]")); err == nil {
		t.Error("a list is read as a report")
	}
}

// TestJSONHasListsOfNothing: of a guide with mistakes nothing can be told, and
// programs still get the lists that they go through.
func TestJSONHasListsOfNothing(t *testing.T) {
	mistakes := readFixture(t, filepath.Join("testdata", "build-mistake", "unknown_key.txtar"))
	report, _ := mistakes.audit(t, Options{})
	var b bytes.Buffer
	if err := report.WriteJSON(&b, nil); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("there is no list:\n%s", b.String())
	}
}

func TestHTMLNeedsNothingElse(t *testing.T) {
	var b bytes.Buffer
	if err := faulty(t).WriteHTML(&b, nil); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, name := range []string{"src", "href", "srcset"} {
			if value := attribute(n, name); value != "" {
				t.Errorf("the report loads %s", value)
			}
		}
	}
	if strings.Contains(words(root), "%!") {
		t.Error("the report prints what it cannot")
	}
	for _, want := range []string{"long-sentence", "<b>The law</b> says so.", "/stay-safe/", "2026-11-22", "why-was-i-rejected"} {
		if !strings.Contains(words(root), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

func TestTextShowsPlaceReasonAndMend(t *testing.T) {
	var b bytes.Buffer
	report := faulty(t)
	report.Print(&b)
	line := "no line"
	if at := regexp.MustCompile(`content/en/stay-safe\.md:(\d+):3: `).FindStringSubmatch(b.String()); at != nil {
		line = at[1]
	}
	for _, want := range []string{
		"stay-safe.md:" + line + ":3: warning: this sentence has 29 words, more than 25 [long-sentence]\n    " + line + " | - When a person",
		"       |   ^\n       = Divide it in two, or make a list of it.\n",
		"stay-safe.md: /stay-safe/: error: this page has no title [page-title]",
		"  long-sentence: Who is upset",
		"Audit: 1 error, 2 warnings, 0 notes by ", "; 1 exempted; 1 known.",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the text does not have %q:\n%s", want, b.String())
		}
	}
}

package audit

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"retake/generator/content"
	"retake/generator/translation"
)

// day is the one that tests audit, unless a fixture names another.
var day = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// repository is the folder of the default guide.
const repository = "../.."

// A fixture plants a fault in a copy of the default guide. It is an archive
// of these files:
//
//	write FILE, append FILE, remove FILE
//	replace FILE    what stands there once, a line =>, and what is to stand there
//	drop FILE       a key of its front matter
//	copy FOLDER     from another one
//	date            the day that is audited
//	unstamped       translations keep what they record of their source
//	online          what other servers answer, see [elsewhere]
//	browser         the pages that a browser looks at, one a line
//	findings        what is found, see [shown]
type fixture struct {
	name  string // of its file
	rule  *Rule  // that it is for; nil for a test of something else
	about string
	date  time.Time
	stamp bool
	plant []txtar.File
	reach func(*testing.T, *Options) // what looks further than the guide
	want  string
}

func readFixture(t *testing.T, file string) *fixture {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{name: file, rule: Find(filepath.Base(filepath.Dir(file))), about: strings.TrimSpace(string(archive.Comment)), date: day, stamp: true}
	for _, part := range archive.Files {
		switch part.Name {
		case "findings":
			f.want = string(part.Data)
		case "online":
			f.reach = elsewhere(string(part.Data))
		case "browser":
			f.reach = browsed(strings.Fields(string(part.Data)))
		case "unstamped":
			f.stamp = false
		case "date":
			if f.date, err = time.Parse(time.DateOnly, strings.TrimSpace(string(part.Data))); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
		default:
			f.plant = append(f.plant, part)
		}
	}
	return f
}

// audit audits a copy of the default guide with the fault planted.
func (f *fixture) audit(t *testing.T, options Options) (*Report, string) {
	t.Helper()
	if f.reach != nil {
		f.reach(t, &options)
	}
	c := borrowed(t)
	for _, part := range f.plant {
		f.edit(t, c.dir, part)
	}
	if f.stamp {
		stampAll(t, c.dir)
	}
	if f.rule == nil || f.rule.Area != Search {
		keepSearchTests(t, c.dir)
	}
	return c.audit(t, f.date, options), c.dir
}

// edit plants one part of the fault. A template is first copied from the
// program's own.
func (f *fixture) edit(t *testing.T, dir string, part txtar.File) {
	t.Helper()
	verb, name, _ := strings.Cut(part.Name, " ")
	file := filepath.Join(dir, filepath.FromSlash(name))
	if verb == "copy" {
		from := filepath.Join(dir, filepath.FromSlash(strings.TrimSpace(string(part.Data))))
		if err := os.CopyFS(file, os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(file)
	if os.IsNotExist(err) && verb != "write" {
		src, err = os.ReadFile(filepath.Join(repository, filepath.FromSlash(name)))
	}
	switch verb {
	case "write":
		src, err = part.Data, nil
	case "append":
		src = append(src, part.Data...)
	case "replace":
		before, after, ok := bytes.Cut(bytes.TrimSuffix(part.Data, []byte("\n")), []byte("\n=>\n"))
		if !ok || bytes.Count(src, before) != 1 {
			t.Fatalf("%s: %s has what is to be replaced %d times, not once", f.name, name, bytes.Count(src, before))
		}
		src = bytes.Replace(src, before, after, 1)
	case "drop":
		src, err = content.DropKey(src, strings.TrimSpace(string(part.Data)))
	case "remove":
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		return
	default:
		t.Fatalf("%s: %q is no edit", f.name, verb)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, src, 0o600); err != nil {
		t.Fatal(err)
	}
}

// stampAll records in translations the texts as they are after planting.
func stampAll(t *testing.T, dir string) {
	t.Helper()
	folder := filepath.Join(dir, "content")
	library, err := content.NewReader(folder, folder).Read(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range translation.Find(library, []string{"en", "es"}) {
		if pair.State() != translation.Stale {
			continue
		}
		if err := pair.Stamp(filepath.Join(folder, filepath.FromSlash(pair.Page.Path))); err != nil {
			t.Fatal(err)
		}
	}
}

// manyMore is how many other pages have a fault: fixtures hold however many
// pages the guide has.
var manyMore = regexp.MustCompile(`\(and so on \d+ more pages\)`)

// contentHash is in the name of a file that is made of others: fixtures hold
// whatever the guide's style is.
var contentHash = regexp.MustCompile(`\.[0-9a-f]{10}\.`)

// shown writes findings so that a fixture holds however the lines of the
// guide move: the file, what stands at the finding's place, or the page when
// it has none, the rule, and the text.
//
//	content/es/stay-safe.md «Nunca envíes fotos de»: unsafe-channel: the text
func shown(report *Report, dir string) []string {
	var lines []string
	for _, f := range report.Findings {
		place := f.Page
		if runes := []rune(f.Quote); f.Line > 0 && f.Column > 0 {
			runes = runes[min(f.Column-1, len(runes)):]
			place = "«" + string(runes[:min(len(runes), 24)]) + "»"
		}
		line := fmt.Sprintf("%s %s: %s: %s\n", f.File, place, f.Rule, f.Text)
		line = contentHash.ReplaceAllString(line, ".hash.")
		line = manyMore.ReplaceAllString(line, "(and so on many more pages)")
		lines = append(lines, strings.ReplaceAll(line, filepath.ToSlash(dir)+"/", ""))
	}
	return lines
}

// clean is what is found when nothing is planted.
func clean(t *testing.T) []string {
	t.Helper()
	unplanted.once.Do(func() {
		report, dir := (&fixture{name: "nothing", date: day}).audit(t, Options{})
		unplanted.found = shown(report, dir)
	})
	return unplanted.found
}

var unplanted struct {
	once  sync.Once
	found []string
}

// planted is what is found besides what the default guide has.
func planted(t *testing.T, report *Report, dir string) string {
	t.Helper()
	known := map[string]int{}
	for _, line := range clean(t) {
		known[line]++
	}
	var b strings.Builder
	for _, line := range shown(report, dir) {
		if known[line]--; known[line] < 0 {
			b.WriteString(line)
		}
	}
	return b.String()
}

func archived(name, text string) txtar.File { return txtar.File{Name: name, Data: []byte(text)} }

package audit

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestScreenFindsWhatAnAuditFinds looks at every page on its own, of a guide
// whose template has a fault of every kind, before and after a page is saved:
// on each it finds what the audit of all pages finds there.
func TestScreenFindsWhatAnAuditFinds(t *testing.T) {
	c := borrowed(t)
	f := &fixture{name: t.Name()}
	f.edit(t, c.dir, archived("replace templates/footer/footer.html", "<footer\n=>\n<p id=\"a\"><img src=\"x.png\" alt=\"x.png\"><a id=\"a\" href=\"#nowhere\">here</a></p><footer"))
	var screens, audits Memory
	for _, text := range []string{"", "\nSee <https://retake.example/nothing/>.\n"} {
		f.edit(t, c.dir, archived("append content/en/stay-safe.md", text))
		build, err := c.builder.Build(t.Context())
		if err != nil || len(build.Mistakes) > 0 {
			t.Fatal(err, build.Mistakes)
		}
		s := NewSubject(build, day)
		screen := NewScreen(s, &screens)
		rules := []string{"broken-link", "broken-anchor", "fixed-address", "indirect-link"}
		for _, r := range screen.runner.rules {
			rules = append(rules, r.ID)
		}
		report, err := Run(t.Context(), s, Options{Rules: rules, Memory: &audits})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for _, line := range shown(report, c.dir) {
			want[line] = true
		}
		got, pages := map[string]bool{}, 0
		for _, d := range screen.runner.all.Pages {
			found, err := screen.Findings(d.Name)
			if err != nil {
				t.Fatal(err)
			}
			if len(found) > 0 {
				pages++
			}
			for _, line := range shown(&Report{Findings: found}, c.dir) {
				got[line] = true
			}
		}
		for line := range want { // a fault of a template is told once, with how many pages have it
			if line, _, _ = strings.Cut(line, " (and so on"); !got[line] && !got[line+"\n"] {
				t.Errorf("on screen is not found: %s", line)
			}
		}
		if len(want) < 4 || pages < len(screen.runner.all.Pages)/2 {
			t.Errorf("the audit finds %d things, and %d pages have any", len(want), pages)
		}
	}
	if found, err := NewScreen(NewSubject(must(c.builder.Build(t.Context())), day), nil).Findings(filepath.Join("no", "page")); err != nil || found != nil {
		t.Errorf("on no page is found %v, %v", found, err)
	}
}

// TestScreenMakesNoPageThatIsOnlyLinkedTo looks at a page: what it links to
// without a place is not made, since the page that prints a guide is as large
// as the guide.
func TestScreenMakesNoPageThatIsOnlyLinkedTo(t *testing.T) {
	c := borrowed(t)
	build, err := c.builder.Build(t.Context())
	if err != nil || len(build.Mistakes) > 0 {
		t.Fatal(err, build.Mistakes)
	}
	made := *build // what the builder keeps stays as it is
	build, made.Outputs = &made, slices.Clone(made.Outputs)
	linked := 0
	for i, o := range build.Outputs {
		switch o.Name {
		case "print/index.html", "a-z/index.html":
			linked++
			build.Outputs[i].Write = func(*bytes.Buffer) error {
				t.Error("made is", o.Name)
				return nil
			}
		}
	}
	page := "reasons/blurry-photo/index.html"
	screen := NewScreen(NewSubject(build, day), nil)
	if _, err := screen.Findings(page); err != nil || linked != 2 {
		t.Errorf("%d pages would be known: %v", linked, err)
	}
	var links []string
	for _, href := range screen.runner.all.byName[page].Links {
		links = append(links, screen.runner.all.resolve(screen.runner.all.byName[page], href).name)
	}
	if !slices.Contains(links, "print/index.html") || !slices.Contains(links, "a-z/index.html") {
		t.Errorf("the page links to %v", links)
	}
}

// TestScreenKnowsOldAddresses: a page at an old address is made, to say where
// it leads on to.
func TestScreenKnowsOldAddresses(t *testing.T) {
	c := borrowed(t)
	f := &fixture{name: t.Name()}
	f.edit(t, c.dir, archived("replace content/en/stay-safe.md", "title:\n=>\naliases: [safety/, old.html, reindex.html]\ntitle:"))
	build, err := c.builder.Build(t.Context())
	if err != nil || len(build.Mistakes) > 0 {
		t.Fatal(err, build.Mistakes)
	}
	all := NewScreen(NewSubject(build, day), nil).runner.all
	for name, want := range map[string]string{"safety/index.html": "stay-safe/index.html", "old.html": "stay-safe/index.html", "reindex.html": "stay-safe/index.html", "stay-safe/index.html": ""} {
		got := ""
		if d := all.forwarding(name); d != nil {
			got = all.resolve(d, d.Refresh).name
		}
		if got != want {
			t.Errorf("%s leads on to %q, want %q", name, got, want)
		}
	}
	if got := all.resolve(all.digest("index.html"), "ReIndex.html").near; got != "/reindex.html" {
		t.Errorf("of an address in other capitals, %q may be meant", got)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

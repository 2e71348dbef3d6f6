package audit

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"retake/generator/content"
	"retake/generator/publish"
)

// allButSearch are the rules that do not search, which takes long.
func allButSearch() (ids []string) {
	for _, rule := range Rules {
		if rule.Area != Search && rule.Needs == Nothing {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}

// TestMemoryKeepsWhatAStoppedAuditFound stops audits of a guide again and
// again, as saves do: each begins where the last one ended.
func TestMemoryKeepsWhatAStoppedAuditFound(t *testing.T) {
	c := borrowed(t)
	build, err := c.builder.Build(t.Context())
	if err != nil || len(build.Mistakes) > 0 {
		t.Fatal(err, build.Mistakes)
	}
	s, kept, rule := NewSubject(build, day), &Memory{}, &Rule{ID: "stopping"}
	pages, known := len(slices.Collect(s.Pages())), 0
	for stopped := true; stopped; known = len(kept.texts) {
		ctx, stop := context.WithCancel(t.Context())
		rule.Text = func(_ *Subject, text *Text) []Finding {
			if text.Page != nil {
				stop()
			}
			return nil
		}
		run := &runner{subject: s, rules: []*Rule{rule}, found: make([][]Finding, 1), memory: kept, named: rule.ID}
		stopped = run.texts(ctx) != nil
		stop()
		if stopped && len(kept.texts) <= known {
			t.Fatalf("%d texts of %d pages are known, as before", known, pages)
		}
	}
	if known != pages {
		t.Errorf("%d texts are known of %d pages", known, pages)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	run := &runner{subject: s, rules: []*Rule{rule}, found: make([][]Finding, 1), memory: kept, named: "after other settings"}
	if err := run.texts(ctx); err == nil || len(kept.texts) > 0 {
		t.Errorf("%d texts are known of what is not looked for any more, %v", len(kept.texts), err)
	}
}

// TestMemoryChangesNothing saves one page and then the words of a language
// between audits: with a memory the same is found as without, and only what
// changed is read and looked at anew.
func TestMemoryChangesNothing(t *testing.T) {
	c := borrowed(t)
	dir := c.dir
	builder := publish.NewBuilder(publish.Options{File: filepath.Join(dir, "site.yaml"), Date: day})
	kept := &Memory{}
	look := func(memory *Memory) []string {
		build, err := builder.Build(t.Context())
		if err != nil || len(build.Mistakes) > 0 {
			t.Fatal(err, build.Mistakes)
		}
		report, err := Run(t.Context(), NewSubject(build, day), Options{Rules: allButSearch(), Memory: memory})
		if err != nil {
			t.Fatal(err)
		}
		return shown(report, dir)
	}
	known := func() map[*[]Finding]bool { // what was read stays where it is
		found := map[*[]Finding]bool{}
		for _, r := range kept.texts {
			found[&r.found[0]] = true
		}
		return found
	}
	look(kept)
	all := len(kept.texts)
	for _, step := range []struct {
		file, text string
		anew       func(doc *content.Document) bool
		pages      []string // that have changed, and are the guide's
	}{
		{"content/en/stay-safe.md", "\nIt is your fault.\n", func(d *content.Document) bool { return d.Lang == "en" && d.Key() == "stay-safe.md" }, []string{"es/stay-safe/index.html", "stay-safe/index.html"}},
		{"content/es/audit.yaml", "longest_sentence: 9\n", func(d *content.Document) bool { return d.Lang == "es" }, nil},
	} {
		before, beforePages := known(), maps.Clone(kept.pages)
		file, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(step.file)), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err == nil {
			_, err = file.WriteString(step.text)
		}
		if err != nil || file.Close() != nil {
			t.Fatal(err)
		}
		with, without := look(kept), look(nil)
		if !slices.Equal(with, without) {
			t.Errorf("after %s, found with a memory\n%q\nand without\n%q", step.file, with, without)
		}
		for key, r := range kept.texts {
			if anew := !before[&r.found[0]]; anew != step.anew(key.doc) {
				t.Errorf("after %s, %s is read anew: %v", step.file, key.address, anew)
			}
		}
		var pages []string
		for key := range kept.pages {
			if _, ok := beforePages[key]; !ok && key.doc != nil {
				pages = append(pages, key.name)
			}
		}
		if slices.Sort(pages); !slices.Equal(pages, step.pages) {
			t.Errorf("after %s, %q are looked at anew, want %q", step.file, pages, step.pages)
		}
		if len(kept.texts) != all {
			t.Errorf("after %s, %d texts are known of %d", step.file, len(kept.texts), all)
		}
	}
}

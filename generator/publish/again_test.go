package publish_test

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"retake/generator/publish"
)

// edits is how many changes are made to the guide, several between builds. A
// few thousand find what a few hundred do not, and take minutes.
var edits = flag.Int("edits", 200, "random changes that a builder is used again after")

// A builder that is used again gives what a new one would, whatever was
// changed in between, whether it looks or is told; and two outputs of one
// name with one key are one file.
func TestBuilderUsedAgain(t *testing.T) {
	for name, drafts := range map[string]bool{"published": false, "with drafts": true} {
		t.Run(name, func(t *testing.T) { useAgain(t, *edits/2, drafts) })
	}
}

func useAgain(t *testing.T, edits int, drafts bool) {
	random := rand.New(rand.NewPCG(20261122, 9))
	g := newEdited(t, random)
	options := publish.Options{File: filepath.Join(g.dir, "site.yaml"), Date: day, Drafts: drafts}
	again, told := publish.NewBuilder(options), publish.NewBuilder(options)
	byKey := map[string][32]byte{}
	published := 0
	if first := build(t, again); len(first.Mistakes) > 0 {
		t.Fatal(first.Mistakes)
	}
	for done := 0; done < edits; {
		before := maps.Clone(g.files)
		var what []string
		for range 1 + random.IntN(3) {
			what = append(what, g.edit())
			done++
		}
		changed := g.save()
		want := build(t, publish.NewBuilder(options))
		sameMistakes(t, what, build(t, again), want)
		sameMistakes(t, what, rebuild(t, told, changed), want)
		if len(want.Mistakes) > 0 {
			g.files = before // a writer would put it right
			changed = g.save()
			want = build(t, publish.NewBuilder(options))
		} else {
			published++
		}
		wanted := written(t, want)
		onePerKey(t, what, want, wanted, byKey)
		sameOutputs(t, what, build(t, again), want, wanted)
		sameOutputs(t, what, rebuild(t, told, changed), want, wanted)
	}
	if published < edits/10 {
		t.Errorf("only %d builds had no mistakes", published)
	}
}

// A page names its translation as soon as that is no draft any more.
func TestAPublishedTranslationChangesThePage(t *testing.T) {
	const name, page = "content/es/how-to/change.md", "how-to/change/index.html"
	f := lamp().setting("languages: [en, es]").with(files{
		"content/es/_index.md": "---\ntitle: ¿Qué ha pasado?\nsource: 000000000000\n---\n",
		name:                   "---\ntitle: Cambiar la bombilla\nsummary: Una nueva.\ndraft: true\n---\nAsí.\n",
	})
	byKey := map[string][32]byte{}
	for _, draft := range []string{"true", "false"} {
		s := f.with(files{name: strings.Replace(f[name], "draft: true", "draft: "+draft, 1)}).publishDrafts(t)
		onePerKey(t, []string{"draft: " + draft}, s.build, s.files, byKey)
		if got, want := len(s.page(page).all("link[hreflang=es]")) > 0, draft == "false"; got != want {
			t.Errorf("with draft: %s, the page names its translation: %v", draft, got)
		}
	}
}

func build(t *testing.T, b *publish.Builder) *publish.Build {
	t.Helper()
	made, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func rebuild(t *testing.T, b *publish.Builder, changed []string) *publish.Build {
	t.Helper()
	made, err := b.Rebuild(context.Background(), changed)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func sameMistakes(t *testing.T, what []string, got, want *publish.Build) {
	t.Helper()
	if !slices.Equal(got.Mistakes, want.Mistakes) || !slices.Equal(got.Warnings, want.Warnings) {
		t.Fatalf("after %q: got %v, %v\nwant %v, %v", what, got.Mistakes, got.Warnings, want.Mistakes, want.Warnings)
	}
}

func sameOutputs(t *testing.T, what []string, got, want *publish.Build, wanted map[string]string) {
	t.Helper()
	gotFiles := written(t, got)
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if text, there := gotFiles[name]; !there || text != wanted[name] {
			t.Fatalf("after %q: %s is there: %v, and differs from a new builder's\n%s", what, name, there, difference(text, wanted[name]))
		}
	}
	if len(gotFiles) != len(wanted) {
		t.Fatalf("after %q: %d files, want %d", what, len(gotFiles), len(wanted))
	}
	for i, o := range got.Outputs {
		if o.Name != want.Outputs[i].Name || o.Key != want.Outputs[i].Key {
			t.Fatalf("after %q: %s has another place or key than a new builder's", what, o.Name)
		}
	}
}

// onePerKey makes sure that what has changed has another key than all it had
// before.
func onePerKey(t *testing.T, what []string, made *publish.Build, files map[string]string, byKey map[string][32]byte) {
	t.Helper()
	for _, o := range made.Outputs {
		sum := sha256.Sum256([]byte(files[o.Name]))
		if before, there := byKey[o.Name+" "+o.Key]; there && before != sum {
			t.Fatalf("after %q: %s has changed, and its key has not", what, o.Name)
		}
		byKey[o.Name+" "+o.Key] = sum
	}
}

// difference is the first place where two texts differ.
func difference(got, want string) string {
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	cut := func(s string) string { return s[max(0, at-80):min(len(s), at+80)] }
	return fmt.Sprintf("got  …%s…\nwant …%s…", cut(got), cut(want))
}

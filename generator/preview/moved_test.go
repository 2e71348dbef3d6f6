package preview

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"retake/generator/publish"
)

// A tab goes where its page has gone, in its own language, and nowhere when
// there are two such places. A rename may show as two builds.
func TestMovedPages(t *testing.T) {
	g := folder{t, lampFolder(t)}
	g.write("site.yaml", "base_url: https://help.example/\nlanguages: [en, es, ar]\nvariables: {product: Lamp, support_url: https://lamp.example/}\n")
	for _, lang := range []string{"es", "ar"} {
		g.write("content/"+lang+"/_index.md", "---\ntitle: Home\nsource: 000000000000\n---\n")
	}
	const text = "---\ntitle: Dust\nsummary: On the lamp.\n---\nWipe it.\n"
	g.write("content/en/how-to/dust.md", text)
	builder := publish.NewBuilder(publish.Options{File: g.path("site.yaml"), Drafts: true})
	var last *site
	show := func() *site {
		t.Helper()
		build, err := builder.Build(context.Background())
		if err != nil || len(build.Mistakes) > 0 {
			t.Fatal(err, build.Mistakes)
		}
		last = newSite(build, last, newCache(0), nil)
		return last
	}
	show()
	if err := os.Remove(g.path("content/en/how-to/dust.md")); err != nil {
		t.Fatal(err)
	}
	if got := show().moved("how-to/dust/index.html"); got != "" {
		t.Errorf("the tab of a page that has gone goes to %q", got)
	}
	g.write("content/en/how-to/wipe.md", text)
	after := show()
	for lang, want := range map[string]string{"": "/how-to/wipe/", "es/": "/es/how-to/wipe/", "ar/": "/ar/how-to/wipe/"} {
		if got := after.moved(lang + "how-to/dust/index.html"); got != want {
			t.Errorf("the page %show-to/dust/ has moved to %q, want %q", lang, got, want)
		}
	}
	g.write(filepath.Join("content", "en", "how-to", "rub.md"), text)
	if got := show().moved("how-to/dust/index.html"); got != "" {
		t.Errorf("of two places, the tab goes to %q", got)
	}
}

package guide

import (
	"path"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestCleanAlias(t *testing.T) {
	tests := map[string]string{
		"/old/page": "old/page/", "old/page/": "old/page/", "/old.html": "old.html", "/old/page.html/": "old/page.html",
		"/old/index.html": "old/", "/v1.2/a": "v1.2/a/", "/añejo": "añejo/", "/Old": "Old/", "/article.php": "article.php/",
	}
	for text, want := range tests {
		if got, ok := cleanAlias(text); !ok || got != want {
			t.Errorf("cleanAlias(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "/", "//", "..", "../x", "/../x", "a/../b", "a//b", "/a/./b", `a\b`, "a b", "a\nb", "a?b", "a#b", "https://e.com/a", "%2e%2e/x",
		".retake", ".Retake/x", "/index.html", "x.html/y", "reasons/social.png", "a/index.md/x", "_headers", "feed.xml", "a.BR", "x\u0000y", strings.Repeat("x", 300),
	} {
		if got, ok := cleanAlias(text); ok {
			t.Errorf("cleanAlias(%q) is accepted as %q", text, got)
		}
	}
}

func TestFilesAndAddresses(t *testing.T) {
	for address, file := range map[string]string{
		"": "index.html", "es/": "es/index.html", "old/page/": "old/page/index.html", "old.html": "old.html",
		"old/reindex.html": "old/reindex.html", "reindex.html": "reindex.html", "assets/a.css": "assets/a.css",
	} {
		if got := FileAt(address); got != file {
			t.Errorf("at %q stands %q, want %q", address, got, file)
		}
		if got := AddressOf(file); got != address {
			t.Errorf("the address of %q is %q, want %q", file, got, address)
		}
	}
}

// FuzzCleanAlias takes any text as an old address: what is accepted stays
// below the root and is one line of _redirects.
func FuzzCleanAlias(f *testing.F) {
	for _, seed := range []string{"/old/page", "../x", "/a/../../b", "a.html", "%2e%2e/", "\u00a0/x", "x/index.html/index.html", "/.", "a/ b", "//e.com/x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := cleanAlias(text)
		if !ok || !utf8.ValidString(text) {
			return
		}
		name := strings.TrimSuffix(got, "/")
		if name == "" || path.Clean("/"+name) != "/"+name || strings.HasPrefix(name, "/") {
			t.Fatalf("cleanAlias(%q) = %q leaves the site", text, got)
		}
		for part := range strings.SplitSeq(name, "/") {
			if strings.HasPrefix(part, ".") || len(part) > 250 || strings.ContainsFunc(part, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
				t.Fatalf("cleanAlias(%q) = %q has the part %q", text, got, part)
			}
		}
		if again, ok := cleanAlias(got); !ok || again != got {
			t.Fatalf("cleanAlias(%q) = %q, and cleanAlias of that %q, %v", text, got, again, ok)
		}
	})
}

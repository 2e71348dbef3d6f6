package render

import (
	"net/url"
	"testing"
)

// FuzzTo writes an address of the site as a link on a page: resolved from
// that page, it is the address again, wherever the site stands.
func FuzzTo(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""}, {"", "es/"}, {"es/reasons/a/", ""}, {"es/reasons/a/", "es/reasons/a/"}, {"reasons/a/", "es/reasons/b/"},
		{"a/", "assets/site.0a1b.css"}, {"old.html", "a/"}, {"old/page.html", "old/"}, {"a/b/c/", "a/b/index.md"}, {"find/x/map.html", "find/x/"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, from, to string) {
		if !isAddress(from) || !isAddress(to) {
			t.Skip("not an address that the site can have")
		}
		for _, base := range []string{"https://e.example/", "https://e.example/help/me/"} {
			page, err := url.Parse(base + from)
			if err != nil {
				t.Fatal(err)
			}
			link := (&Shell{up: upFrom(from)}).To(to)
			got, err := page.Parse(link)
			if err != nil {
				t.Fatalf("on %q, %q is no link to %q: %v", from, link, to, err)
			}
			if got.String() != base+to {
				t.Errorf("on %q, %q leads to %s, want %s", page, link, got, base+to)
			}
		}
	})
}

// isAddress tells whether a text is a path of lower-case words, as package
// guide makes them.
func isAddress(text string) bool {
	before := rune('/')
	for _, r := range text {
		inWord := r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
		if !inWord && (before == '/' || before == '.' || r != '-' && r != '.' && r != '/') {
			return false
		}
		before = r
	}
	return before != '.'
}

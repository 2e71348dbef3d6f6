package style

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestAlternatives(t *testing.T) {
	for selector, want := range map[string][]string{
		"p.a":                                 {"p.a"},
		":is(h1, h2) a":                       {"h1 a", "h2 a"},
		".box > :where(p, .x):hover":          {".box > p:hover", ".box > .x:hover"},
		".x:is(p,li,[href])":                  {"p.x", "li.x", ".x[href]"},
		"p:is(.a,h1)":                         {"p.a"},
		":is(.a .b, c) d":                     {".a .b d", "c d"},
		"p :is(.a .b)":                        {"p :is(.a .b)"},
		":is(a,:is(b,c))":                     {"a", "b", "c"},
		":is(a,b) :is(c,d)":                   {"a c", "a d", "b c", "b d"},
		":not(:is(a,b))":                      {":not(:is(a,b))"},
		":is(a":                               {":is(a"},
		"[title=':is(a)']":                    {"[title=':is(a)']"},
		":not(.a .b):is(p,.c)":                {"p:not(.a .b)", ":not(.a .b).c"},
		"b [rel~=x]:is(a,[lang~=en])":         {"b a[rel~=x]", "b [rel~=x][lang~=en]"},
		":is()":                               nil,
		strings.Repeat(":is(a,b)>", 40) + "c": {strings.Repeat(":is(a,b)>", 40) + "c"},
	} {
		if got := alternatives(selector); !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", selector, got, want)
		}
	}
}

func TestStylesOfAlternatives(t *testing.T) {
	s := Parse(`:is(h1,h2){color:#111}p:is(.loud,.quiet){color:#222}:where(.box,.none) a{color:#333}i:not(:any-link){color:#444}`)
	got := map[string]string{}
	for n := range parsed(t).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		got[n.Data+class(n)] = s.Of(n).Schemes[Light].Text.String()
	}
	for element, want := range map[string]string{"h1": "#111111", "p.loud": "#222222", "p.empty": "#000000", "a": "#333333", "i": "#444444"} {
		if got[element] != want {
			t.Errorf("the text of %s is %s, want %s", element, got[element], want)
		}
	}
}

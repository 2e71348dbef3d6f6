package style

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// sheet has one of everything that the package reads.
const sheet = `
:root{color-scheme:light dark;--ink:#111;--paper:#ffffff;--soft:var(--paper)}
@media screen and (prefers-color-scheme:dark){:root{--ink:#eee;--paper:#111111}}
html{font-size:112.5%;font:100%/1.5 serif;font-size:112.5%}
body{background:var(--soft);color:var(--ink)}
em, p{color:#666!important}p.loud,p.quiet{color:red}
.box{background-color:rgb(0, 0, 0)}.box a{color:var(--none,#fff)}
a:hover{color:black}
.box::before{content:"x";color:#333}.empty::before{content:"";color:#333}
button{min-block-size:2rem;padding:.5rem 1rem;font:inherit}
.small{block-size:1em;font-size:10px}
.glass{background:color-mix(in srgb,red,blue)}
@media print{p{color:#fff}}
@media (min-width:40rem){p{font-size:2rem}}
h1{font-size:2rem}
li:focus-visible a{color:#fff}
`

const page = `<html><body><h1>H</h1><p class="loud">A</p><div class="box">B<a>C</a></div><p class="empty">D</p>
<button>E</button><b class="small">F</b><div class="glass"><i>G</i></div></body></html>`

func TestStylesOfElements(t *testing.T) {
	s := Parse(sheet)
	got := map[string]string{}
	for n := range parsed(t).Descendants() {
		if n.Type != html.ElementNode || n.Data == "head" {
			continue
		}
		own := s.Of(n)
		light, dark := own.Schemes[Light], own.Schemes[Dark]
		got[n.Data+class(n)] = fmt.Sprintf("%s on %s, %s on %s, %v, %.4g px, %.4g high, large %v", light.Text, light.Ground, dark.Text, dark.Ground, light.Known, own.FontSize, own.Block, own.Large())
	}
	for element, want := range map[string]string{
		"h1":        "#111111 on #ffffff, #eeeeee on #111111, true, 36 px, 54 high, large true",
		"p.loud":    "#666666 on #ffffff, #666666 on #111111, true, 18 px, 27 high, large false",
		"div.box":   "#111111 on #000000, #eeeeee on #000000, true, 18 px, 27 high, large false",
		"a":         "#ffffff on #000000, #ffffff on #000000, true, 18 px, 27 high, large false",
		"button":    "#111111 on #ffffff, #eeeeee on #111111, true, 18 px, 45 high, large false",
		"b.small":   "#111111 on #ffffff, #eeeeee on #111111, true, 10 px, 10 high, large false",
		"div.glass": "#111111 on #000000, #eeeeee on #000000, false, 18 px, 27 high, large false",
		"i":         "#111111 on #000000, #eeeeee on #000000, false, 18 px, 27 high, large false",
	} {
		if got[element] != want {
			t.Errorf("%s is\n\t%s, want\n\t%s", element, got[element], want)
		}
	}
}

func TestPartsOfElements(t *testing.T) {
	s := Parse(sheet)
	for n := range parsed(t).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		parts := s.Of(n).Parts
		switch n.Data + class(n) {
		case "div.box":
			if l := parts["before"][Light]; l.Text.String() != "#333333" || l.Ground.String() != "#000000" {
				t.Errorf("the sign before the box is %s on %s", l.Text, l.Ground)
			}
		case "a":
			if l := parts["hover"][Light]; l.Text.String() != "#000000" || l.Contrast() != 1 {
				t.Errorf("the link under the pointer is %s", l.Text)
			}
		default:
			if len(parts) > 0 {
				t.Errorf("%s%s has parts: %v", n.Data, class(n), parts)
			}
		}
	}
}

// FuzzParse makes sure that no sheet stops an audit.
func FuzzParse(f *testing.F) {
	f.Add(sheet)
	f.Add("a{color:var(--a)}:root{--a:var(--a)}")
	f.Add("@media screen{")
	f.Add("}a::before::after{font:/}")
	f.Add(":is(a,:where(b) c)>p:is(,*){color:red}")
	f.Add("p{&:hover{a,b{color:red}}&&{color:red}")
	f.Fuzz(func(t *testing.T, source string) {
		s := Parse(source)
		for n := range parsed(t).Descendants() {
			if n.Type == html.ElementNode {
				s.Of(n)
			}
		}
	})
}

func parsed(t *testing.T) *html.Node {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func class(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key == "class" {
			return "." + a.Val
		}
	}
	return ""
}

// TestSelectorsThatTellSiblingsApart: elements with one name and one class may
// still look different, whichever is asked for first.
func TestSelectorsThatTellSiblingsApart(t *testing.T) {
	s := Parse(`li{color:#111}li:last-child{color:#222}li+li:not(:last-child){color:#333}a[href^="http"]{color:#444}#own{color:#555}`)
	root, err := html.Parse(strings.NewReader(`<ul><li>A<li>B<li>C</ul><p><a href="/x">D</a><a href="https://e.org">E</a><a id="own" href="/x">F</a></p>`))
	if err != nil {
		t.Fatal(err)
	}
	var nodes []*html.Node
	for n := range root.Descendants() {
		if n.Data == "li" || n.Data == "a" {
			nodes = append(nodes, n)
		}
	}
	want := []string{"#111111", "#333333", "#222222", "#000000", "#444444", "#555555"}
	for _, i := range []int{5, 2, 4, 1, 3, 0} {
		if got := s.Of(nodes[i]).Schemes[Light].Text.String(); got != want[i] {
			t.Errorf("the text of %s is %s, want %s", nodes[i].FirstChild.Data, got, want[i])
		}
	}
}

// TestRulesetsInOthers nests rulesets, and so many that all of their selectors
// would take more memory than there is.
func TestRulesetsInOthers(t *testing.T) {
	s := Parse(`.box{color:#111;&:hover{color:#222}a, i{color:#333;.small &{color:#444}}color:#666}p{color:#777}` +
		strings.Repeat("p,p{", 64) + "color:#888" + strings.Repeat("}", 64) +
		strings.Repeat("p{&&{", 64) + "color:#888" + strings.Repeat("}}", 64) + "h1{color:#999}")
	got := map[string]string{}
	for n := range parsed(t).Descendants() {
		if n.Type == html.ElementNode {
			own := s.Of(n)
			got[n.Data+class(n)] = fmt.Sprint(own.Schemes[Light].Text, " ", own.Parts["hover"][Light].Text)
		}
	}
	for element, want := range map[string]string{"div.box": "#666666 #222222", "a": "#333333 #000000", "p.loud": "#777777 #000000", "h1": "#999999 #000000"} {
		if got[element] != want {
			t.Errorf("the text of %s, and under the pointer, is %s, want %s", element, got[element], want)
		}
	}
}

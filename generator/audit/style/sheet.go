// Package style works out, without a browser, how a style sheet lets the
// elements of a page look: colours in the light and the dark scheme, sizes of
// text and of what is pressed. It knows what such sheets are made of (custom
// properties of the root, rem, em, px, selectors of CSS 3 with :is and :where,
// rules within rules) and says so of anything else, which is then unknown rather
// than guessed.
//
// [Parse] reads a sheet, and [Sheet.Of] the style of an element.
package style

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/andybalholm/cascadia"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Scheme is light or dark, as the reader's device asks for it.
type Scheme int

// The schemes.
const (
	Light Scheme = iota
	Dark
)

func (s Scheme) String() string { return [...]string{"light", "dark"}[s] }

// Schemes are both.
var Schemes = []Scheme{Light, Dark}

// Sheet is a style sheet. It may be asked from several goroutines.
type Sheet struct {
	rules []*rule
	root  [2]map[string]string // custom properties by scheme
	picky []*rule              // those that ask for more than a signature names
	known sync.Map             // Style.id → *Style
}

// rule is one selector with its declarations.
type rule struct {
	selector cascadia.Sel
	pseudo   string // "before", "placeholder": a part of the element that it styles
	hover    bool   // only while the pointer is over it
	schemes  [2]bool
	declared []declaration
	weight   cascadia.Specificity
	order    int
}

type declaration struct {
	property, value string
	important       bool
}

// Parse reads a style sheet. What it cannot read has no effect, as in a
// browser.
func Parse(source string) *Sheet {
	s := &Sheet{}
	s.root[Light], s.root[Dark] = map[string]string{}, map[string]string{}
	r := &reader{sheet: s, parser: css.NewParser(parse.NewInputString(source), false)}
	r.media = []medium{{true, true}}
	r.read()
	return s
}

// medium tells in which schemes rules hold; in none when they are for paper,
// or for a condition that is not looked at.
type medium [2]bool

type reader struct {
	sheet  *Sheet
	parser *css.Parser
	media  []medium
	open   []ruleset // each within the one before
	listed []string  // selectors of the ruleset that comes
	order  int
}

// ruleset is one that is being read.
type ruleset struct {
	selectors []string
	declared  []declaration // since it began, or since the last ruleset in it
}

func (r *reader) read() {
	for {
		kind, _, data := r.parser.Next()
		switch kind {
		case css.ErrorGrammar:
			if !r.parser.HasParseError() {
				return
			}
		case css.BeginAtRuleGrammar:
			r.media = append(r.media, r.media[len(r.media)-1].and(string(data), text(r.parser.Values())))
		case css.EndAtRuleGrammar:
			r.media = r.media[:max(1, len(r.media)-1)]
		case css.QualifiedRuleGrammar:
			r.listed = append(r.listed, divided(text(r.parser.Values()))...)
		case css.BeginRulesetGrammar:
			r.begin(append(r.listed, divided(text(r.parser.Values()))...))
			r.listed = nil
		case css.DeclarationGrammar, css.CustomPropertyGrammar:
			r.declare(string(data), text(r.parser.Values()))
		case css.EndRulesetGrammar:
			r.finish()
			r.open = r.open[:max(0, len(r.open)-1)]
		}
	}
}

// mostNested is how long the selectors of a ruleset in another one may be, in
// bytes: each of its own stands for one with each of those around it, so that
// they multiply. One with more has no effect.
const mostNested = 1 << 14

// begin opens a ruleset. What the one around it has declared so far holds
// before this one.
func (r *reader) begin(selectors []string) {
	r.finish()
	if len(r.open) > 0 {
		selectors = nested(r.open[len(r.open)-1].selectors, selectors)
	}
	r.open = append(r.open, ruleset{selectors: selectors})
}

// nested are selectors as they would stand outside of the ruleset that they
// are in.
func nested(outer, inner []string) []string {
	var all []string
	length := 0
	for _, out := range outer {
		out = strings.TrimSpace(out)
		for _, in := range inner {
			in = strings.TrimSpace(in)
			if !strings.Contains(in, "&") {
				in = "& " + in
			}
			if length += len(in) + strings.Count(in, "&")*len(out); length > mostNested {
				return nil
			}
			all = append(all, strings.ReplaceAll(in, "&", out))
		}
	}
	return all
}

// and is what holds inside of an at-rule.
func (m medium) and(name, condition string) medium {
	condition = strings.ToLower(strings.Join(strings.Fields(condition), ""))
	switch {
	case name != "@media":
		return medium{}
	case strings.Contains(condition, "prefers-color-scheme:dark"):
		return medium{false, m[Dark]}
	case strings.Contains(condition, "prefers-color-scheme:light"):
		return medium{m[Light], false}
	case condition == "screen" || condition == "all":
		return m
	}
	return medium{}
}

func (r *reader) declare(property, value string) {
	d := declaration{property: strings.ToLower(property), value: strings.TrimSpace(value)}
	if strings.HasPrefix(property, "--") {
		d.property = property
	} else if !slices.Contains(properties, d.property) {
		return
	}
	if plain, ok := strings.CutSuffix(strings.ReplaceAll(d.value, " ", ""), "!important"); ok {
		d.important = true
		d.value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(d.value), "important")), "!"))
		if d.value == "" {
			d.value = plain
		}
	}
	if last := len(r.open) - 1; last >= 0 {
		r.open[last].declared = append(r.open[last].declared, d)
	}
}

// finish takes up what the innermost ruleset has declared.
func (r *reader) finish() {
	if len(r.open) == 0 {
		return
	}
	set, medium := &r.open[len(r.open)-1], r.media[len(r.media)-1]
	if len(set.declared) == 0 {
		return
	}
	for _, selector := range set.selectors {
		selector = strings.TrimSpace(selector)
		if selector == ":root" || selector == "html" {
			r.customProperties(set.declared, medium)
		}
		if medium[Light] || medium[Dark] {
			for _, s := range alternatives(selector) {
				r.order++
				r.add(s, set.declared, medium)
			}
		}
	}
	set.declared = nil
}

func (r *reader) customProperties(declared []declaration, m medium) {
	for _, d := range declared {
		for _, scheme := range Schemes {
			if strings.HasPrefix(d.property, "--") && m[scheme] {
				r.sheet.root[scheme][d.property] = d.value
			}
		}
	}
}

// add keeps a rule whose selector can be matched on a page that rests: one
// that asks for a state other than the pointer's is left out.
func (r *reader) add(selector string, declared []declaration, m medium) {
	added := &rule{schemes: m, declared: declared, order: r.order}
	for _, name := range []string{"before", "after", "placeholder", "marker"} {
		for _, colons := range []string{"::", ":"} {
			if plain, ok := strings.CutSuffix(selector, colons+name); ok && added.pseudo == "" {
				selector, added.pseudo = plain, name
			}
		}
	}
	if plain, ok := strings.CutSuffix(selector, ":hover"); ok {
		selector, added.hover = plain, true
	}
	if selector == "" || strings.HasSuffix(selector, " ") {
		selector += "*"
	}
	parsed, err := cascadia.Parse(strings.ReplaceAll(selector, ":any-link", ":link"))
	if err != nil {
		return
	}
	added.selector, added.weight = parsed, parsed.Specificity()
	if added.hover {
		added.weight[1]++ // it counts like a class
	}
	r.sheet.rules = append(r.sheet.rules, added)
	if isPicky(selector) {
		r.sheet.picky = append(r.sheet.picky, added)
	}
}

// isPicky tells whether a selector asks for more than an element's name,
// classes and [signed] attributes: for its siblings, its id or its state.
func isPicky(selector string) bool {
	for i, r := range selector {
		switch r {
		case '#', ':', '+', '~':
			return true
		case '[':
			end := strings.IndexFunc(selector[i+1:], func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
			if end < 0 || !slices.Contains(signed, selector[i+1:i+1+end]) {
				return true
			}
		}
	}
	return false
}

// divided are the selectors of a list, without the commas inside of brackets.
func divided(list string) []string {
	var parts []string
	depth, from := 0, 0
	for i, r := range list {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, list[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, list[from:])
}

func text(tokens []css.Token) string {
	var b strings.Builder
	for _, t := range tokens {
		b.Write(t.Data)
	}
	return b.String()
}

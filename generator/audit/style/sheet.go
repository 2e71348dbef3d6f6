// Package style works out, without a browser, how a style sheet lets the
// elements of a page look: colours in the light and the dark scheme, sizes of
// text and of what is pressed. It knows what such sheets are made of (custom
// properties of the root, rem, em, px, selectors of CSS 3) and says so of
// anything else, which is then unknown rather than guessed.
//
// [Parse] reads a sheet, and [Sheet.Of] the style of an element.
package style

import (
	"strings"
	"sync"

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
	byID  bool                 // a selector asks for ids
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
	sheet     *Sheet
	parser    *css.Parser
	media     []medium
	selectors []string
	declared  []declaration
	order     int
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
		case css.QualifiedRuleGrammar, css.BeginRulesetGrammar:
			r.selectors = append(r.selectors, divided(text(r.parser.Values()))...)
		case css.DeclarationGrammar, css.CustomPropertyGrammar:
			r.declare(string(data), text(r.parser.Values()))
		case css.EndRulesetGrammar:
			r.finish()
		}
	}
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
	}
	if plain, ok := strings.CutSuffix(strings.ReplaceAll(d.value, " ", ""), "!important"); ok {
		d.important = true
		d.value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(d.value), "important")), "!"))
		if d.value == "" {
			d.value = plain
		}
	}
	r.declared = append(r.declared, d)
}

func (r *reader) finish() {
	medium := r.media[len(r.media)-1]
	for _, selector := range r.selectors {
		r.order++
		selector = strings.TrimSpace(selector)
		if selector == ":root" || selector == "html" {
			r.customProperties(medium)
		}
		if medium[Light] || medium[Dark] {
			r.add(selector, medium)
		}
	}
	r.selectors, r.declared = nil, nil
}

func (r *reader) customProperties(m medium) {
	for _, d := range r.declared {
		for _, scheme := range Schemes {
			if strings.HasPrefix(d.property, "--") && m[scheme] {
				r.sheet.root[scheme][d.property] = d.value
			}
		}
	}
}

// add keeps a rule whose selector can be matched on a page that rests: one
// that asks for a state other than the pointer's is left out.
func (r *reader) add(selector string, m medium) {
	added := &rule{schemes: m, declared: r.declared, order: r.order}
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
	parsed, err := cascadia.Parse(selector)
	if err != nil {
		return
	}
	added.selector, added.weight = parsed, parsed.Specificity()
	if added.hover {
		added.weight[1]++ // it counts like a class
	}
	r.sheet.byID = r.sheet.byID || strings.Contains(selector, "#")
	r.sheet.rules = append(r.sheet.rules, added)
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

package style

import (
	"slices"
	"strings"
	"unicode"
)

// alternatives are selectors without :is and :where that match together what
// one with them does. What they count is that of each alternative, and not of
// the weightiest (:is) or nothing (:where), as browsers have it. A selector
// that cannot be written so is left as it is, and has no effect.
func alternatives(selector string) []string {
	left, done, length := []string{selector}, []string(nil), 0
	for len(left) > 0 {
		s := left[0]
		left = left[1:]
		from, to := choice(s)
		if from < 0 {
			done = append(done, s)
			continue
		}
		all, ok := chosen(s, from, to)
		for _, a := range all {
			length += len(a)
		}
		if !ok || length > mostNested {
			return []string{selector}
		}
		left = slices.Concat(all, left)
	}
	return done
}

// choice is where the first :is or :where of a selector stands, outside of
// other brackets; -1 for none.
func choice(s string) (from, to int) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ':':
			for _, name := range []string{":is(", ":where("} {
				if depth > 0 || !strings.HasPrefix(s[i:], name) {
					continue
				}
				if end := closing(s, i+len(name)-1); end > 0 {
					return i, end + 1
				}
			}
		}
	}
	return -1, 0
}

// chosen are a selector's forms with each alternative in the place of all. A
// name of an element goes before what is asked of it.
func chosen(s string, from, to int) (all []string, ok bool) {
	start := 1 + combinator(s[:from])
	before, compound, after := s[:start], s[start:from], s[to:]
	_, inner, _ := strings.Cut(s[from:to-1], "(")
	for _, a := range divided(inner) {
		a = strings.TrimSpace(a)
		switch {
		case combinator(a) >= 0 && from > 0:
			return nil, false
		case a == "":
		case !hasName(a):
			all = append(all, before+compound+a+after)
		case !hasName(compound):
			all = append(all, before+a+compound+after)
		}
	}
	return all, true
}

// combinator is where the last one of a selector stands, outside of brackets;
// -1 for none.
func combinator(s string) int {
	last, depth := -1, 0
	for i := range len(s) {
		switch s[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ' ', '>', '+', '~':
			if depth == 0 {
				last = i
			}
		}
	}
	return last
}

// hasName tells whether a selector begins with an element's name.
func hasName(s string) bool {
	return s != "" && (s[0] == '*' || unicode.IsLetter(rune(s[0])))
}

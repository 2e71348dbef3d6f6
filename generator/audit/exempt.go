package audit

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"retake/generator/content"
	"retake/generator/mistake"
)

// An exemption says that a rule does not apply to a line, or to a file:
//
//	exempt: {long-sentence: The law says it like this.}        front matter: the page
//	<!-- exempt long-sentence: The law says it like this. -->  Markdown
//	# exempt untested-answer: It is one of many.               YAML
//
// A comment behind a text is about its line. Alone on a line, it is about
// what follows: in Markdown up to the next blank line, in YAML the next line.
// On a file's first line it is also about the file as a whole.
type exemption struct {
	rule, reason string
	place        mistake.Mistake
	from, to     int // lines; to 0 for the whole file
	used         bool
	source       string
	at           [2]int // offsets of a comment in the source, with its line or the blanks before it; zero in front matter
}

func (e *exemption) covers(f *Finding) bool {
	switch {
	case e.rule != f.Rule || e.place.File != f.File:
		return false
	case e.to == 0 || e.from <= f.Line && f.Line <= e.to:
		return true
	}
	return f.Line == 0 && e.place.Line == 1
}

var (
	markdownComment = regexp.MustCompile(`<!--\s*exempt\s+([^\s:]+)\s*:?\s*(.*?)\s*-->`)
	yamlComment     = regexp.MustCompile(`(?:^|\s)#\s*exempt\s+([^\s:]+)\s*:?\s*(.*?)\s*$`)
)

// exemptions are all that the guide's files have.
func (s *Subject) exemptions() []*exemption {
	var found []*exemption
	if s.Site == nil {
		return nil
	}
	for _, d := range s.Site.Library.Documents {
		found = append(found, exemptionsOf(d)...)
	}
	for _, f := range s.Site.Library.Files() {
		found = append(found, comments(f.File, string(f.Source), 0)...)
	}
	return found
}

// exemptionsOf are those of one page's file.
func exemptionsOf(d *content.Document) []*exemption {
	var found []*exemption
	for _, e := range d.Front.Exempt {
		found = append(found, &exemption{
			rule: e.Text, reason: e.Reason, place: mistake.Mistake{Position: e.At, Quote: d.Line(e.At.Line)},
			source: d.Source(),
		})
	}
	if source := d.Source(); strings.Contains(source, "exempt") {
		found = append(found, comments(d.At(0).File, source, d.BodyLine())...)
	}
	return found
}

// comments are the exemptions in a file's comments. The file is YAML, and
// Markdown from line markdownFrom on when that is not 0.
func comments(file, source string, markdownFrom int) []*exemption {
	if !strings.Contains(source, "exempt") {
		return nil
	}
	var found []*exemption
	lines, next := strings.Split(source, "\n"), 0
	for i, line := range lines {
		start := next
		next = min(start+len(line)+1, len(source))
		line = strings.TrimSuffix(line, "\r")
		markdown := markdownFrom > 0 && i+1 >= markdownFrom
		pattern := yamlComment
		if markdown {
			pattern = markdownComment
		}
		m := pattern.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		e := &exemption{rule: line[m[2]:m[3]], reason: line[m[4]:m[5]], from: i + 1, to: i + 1, source: source}
		e.at = [2]int{start + len(strings.TrimRight(line[:m[0]], " \t")), start + m[1]}
		e.place = mistake.Mistake{Position: mistake.Position{File: file, Line: i + 1, Column: 1 + utf8.RuneCountInString(line[:m[2]])}, Quote: line}
		if strings.TrimSpace(line[:m[0]]+line[m[1]:]) == "" {
			e.to, e.at = following(lines, i+1, markdown), [2]int{start, next}
		}
		found = append(found, e)
	}
	return found
}

// following is the last line of what follows a line.
func following(lines []string, line int, markdown bool) int {
	if !markdown {
		return line + 1
	}
	for line < len(lines) && strings.TrimSpace(lines[line]) != "" {
		line++
	}
	return line
}

// exempt divides findings into those that count and those that are exempted,
// and finds exemptions of the applied rules that excuse nothing.
func exempt(s *Subject, rules []*Rule, all []Finding) (left []Finding, excused []Excused) {
	found := s.exemptions()
	left, excused = divide(found, all)
	applied := map[string]bool{}
	for _, r := range rules {
		applied[r.ID] = true
	}
	if applied[staleExemption.ID] {
		for _, e := range found {
			stale := e.stale(applied)
			if e.unused(applied) {
				stale[0].Edits = e.away(found, applied)
			}
			left = append(left, stale...)
		}
	}
	return left, excused
}

// divide takes out what exemptions excuse.
func divide(known []*exemption, all []Finding) (left []Finding, excused []Excused) {
	byPlace := map[string][]*exemption{}
	for _, e := range known {
		byPlace[e.place.File] = append(byPlace[e.place.File], e)
	}
	for _, f := range all {
		if e := excuse(byPlace[f.File], &f); e != nil {
			excused = append(excused, Excused{f, e.reason})
		} else {
			left = append(left, f)
		}
	}
	return left, excused
}

// stale is what is wrong with an exemption, when all rules have been applied.
func (e *exemption) stale(applied map[string]bool) []Finding {
	switch {
	case Find(e.rule) == nil:
		return e.finding(fmt.Sprintf("there is no rule %q to be exempted from", e.rule), nearest(e.rule))
	case e.reason == "":
		return e.finding("this exemption does not say why, so it does not count", "Write the reason behind the rule's name and a colon.")
	case e.unused(applied):
		return e.finding(fmt.Sprintf("%s finds nothing here any more", e.rule), "Take the exemption away.")
	}
	return nil
}

// unused tells whether an exemption that counts excuses nothing.
func (e *exemption) unused(applied map[string]bool) bool {
	return applied[e.rule] && e.reason != "" && !e.used
}

// away are the edits that take an unused exemption out of its file: none when
// the file would then say something else, as a paragraph does that only the
// comment parts from the next. Those of one front matter go together, because
// the key goes with the last.
func (e *exemption) away(all []*exemption, applied map[string]bool) []Edit {
	if e.at[1] > 0 {
		without := e.source[:e.at[0]] + e.source[e.at[1]:]
		if !content.SameMeaning(e.place.File, []byte(e.source), []byte(without)) {
			return nil
		}
		return []Edit{newEdit(e.place.File, e.source, e.at[0], e.at[1], "")}
	}
	var rules []string
	for _, other := range all {
		if other.place.File == e.place.File && other.at[1] == 0 && other.unused(applied) {
			rules = append(rules, other.rule)
		}
	}
	if without, ok := content.DropExemptions([]byte(e.source), rules); ok {
		return []Edit{lineEdit(e.place.File, e.source, string(without))}
	}
	return nil
}

// excuse is the exemption that covers a finding, nil when there is none. All
// that cover it are used.
func excuse(known []*exemption, f *Finding) *exemption {
	var by *exemption
	for _, e := range known {
		if e.reason != "" && e.covers(f) {
			e.used = true
			by = e
		}
	}
	return by
}

func (e *exemption) finding(text, hint string) []Finding {
	m := e.place
	m.Rule, m.Text, m.Hint = staleExemption.ID, text, hint
	return []Finding{{Mistake: m}}
}

package yamldoc

import (
	"fmt"
	"regexp"
	"strings"
)

// slipped is a line with a key and a value, or a value in a list.
var slipped = regexp.MustCompile(`^([ \t]*(?:- +)?(?:[^\s:#"'{\[]+: +)|[ \t]*- +)(.+?)\s*$`)

// bracketed is a text that goes on after a bracket that it begins with.
var bracketed = regexp.MustCompile(`^(\{[^}]*\}|\[[^\]]*\])\s*[^\s#]`)

// slip says what to do about a line that is not YAML, when it looks like one
// of the usual slips.
func slip(line string) string {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if strings.Contains(indent, "\t") {
		return "Indent with spaces: YAML knows no tabs."
	}
	if found := slipped.FindStringSubmatch(strings.TrimRight(line, "\r")); found != nil {
		key, value := found[1], found[2]
		special, divided := strings.ContainsAny(value[:1], "@%`&*!|>") || bracketed.MatchString(value), !strings.ContainsAny(value[:1], `"'[{`) && strings.Contains(value+" ", ": ")
		if special || divided {
			why := "a text with a colon and a space in it"
			if special {
				why = fmt.Sprintf("a text that begins with %s", value[:1])
			}
			return fmt.Sprintf("Quote %s: %s%s", why, strings.TrimLeft(key, " "), inQuotes(value))
		}
	}
	return "Look for a missing colon, quote or indent on this line or the one before."
}

// inQuotes is a text in the quotes that it has none of.
func inQuotes(text string) string {
	if !strings.ContainsAny(text, `"\`) {
		return `"` + text + `"`
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

package yamldoc

import (
	"github.com/goccy/go-yaml/token"
)

// What a file may hold before it is refused unread. The parser's time grows
// with the square of the depth, so these bounds keep a file that is nested by
// accident or by malice from stopping a build. No page or tree comes near.
const (
	maxDepth  = 100     // groups and lists within each other, on one line or in brackets
	maxTokens = 250_000 // in a file
	maxMarks  = 100     // anchors, aliases and tags, which are not used anyway
	maxBlank  = 1000    // line breaks in a row
)

// excess is the first place where a document passes a bound, and which.
func excess(tokens token.Tokens) (*token.Token, string) {
	if len(tokens) > maxTokens {
		return tokens[0], "this file is too long to be read"
	}
	var open, inLine, marks, line int
	for _, t := range tokens {
		if t.Position.Line != line {
			line, inLine = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			open++
		case token.SequenceEndType, token.MappingEndType:
			open = max(0, open-1)
		case token.SequenceEntryType, token.MappingKeyType, token.MappingValueType:
			inLine++
		case token.TagType, token.AnchorType, token.AliasType:
			marks++
		}
		if open > maxDepth || marks > maxMarks || open == 0 && inLine > maxDepth {
			return t, "this is nested too deeply"
		}
	}
	return nil, ""
}

// breaks is the longest run of line breaks.
func breaks(src []byte) int {
	longest, run := 0, 0
	for _, b := range src {
		switch b {
		case '\n':
			run++
			longest = max(longest, run)
		case '\r', ' ', '\t':
		default:
			run = 0
		}
	}
	return longest
}

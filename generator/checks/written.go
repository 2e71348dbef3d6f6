package checks

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"retake/generator/mistake"
)

// written is a file that samplecheck writes and nobody edits.
type written interface {
	wrong() error // what it says that cannot be
}

// read fills one from its bytes. The rule names a mistake, and the command is
// what writes the file anew.
func read[T written](into T, rule, command, file string, src []byte) (T, mistake.List) {
	var nothing T
	decoder := json.NewDecoder(bytes.NewReader(src))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(into)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is something after its end")
		}
	}
	at, quote := mistake.Position{File: file}, ""
	if err != nil {
		at, quote = place(file, src, int(offsetOf(err, decoder)))
	} else if err = into.wrong(); err == nil {
		return into, nil
	}
	text := "this is not what samplecheck writes: " + strings.TrimPrefix(err.Error(), "json: ")
	return nothing, mistake.List{{Position: at, Rule: rule, Text: text, Hint: command + " writes this file anew.", Quote: quote}}
}

// offsetOf is how many bytes were read until an error was found.
func offsetOf(err error, decoder *json.Decoder) int64 {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return syntax.Offset
	case errors.As(err, &kind):
		return kind.Offset
	}
	return decoder.InputOffset()
}

// place is the position of the byte before an offset, and its line.
func place(file string, src []byte, offset int) (mistake.Position, string) {
	before := src[:min(max(offset-1, 0), len(src))]
	start := bytes.LastIndexByte(before, '\n') + 1
	line, _, _ := bytes.Cut(src[start:], []byte("\n"))
	at := mistake.Position{File: file, Line: 1 + bytes.Count(before, []byte("\n")), Column: 1 + utf8.RuneCount(before[start:])}
	return at, strings.ToValidUTF8(string(line), "\uFFFD")
}

func write(w io.Writer, file written) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(file)
}

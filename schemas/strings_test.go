package schemas_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"

	"retake/generator/content"
	"retake/schemas"
	"retake/templates"
)

// TestStringsSchemaHasTheWordsOfTheInterface compares the schema with the
// words that the program has; with UPDATE_SCHEMAS=1 it writes it anew.
func TestStringsSchemaHasTheWordsOfTheInterface(t *testing.T) {
	want := stringsSchema(t)
	if os.Getenv("UPDATE_SCHEMAS") != "" {
		if err := os.WriteFile("strings.schema.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := schemas.Read("strings")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("strings.schema.json does not follow templates/strings/en.yaml; run: UPDATE_SCHEMAS=1 go test ./schemas")
	}
}

func stringsSchema(t *testing.T) []byte {
	t.Helper()
	english := englishWords(t)
	var b bytes.Buffer
	b.WriteString(`{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Words of the interface",
  "description": "strings.yaml: words of the pages' interface in the language of its folder. Each replaces the program's own; what is left out, or has nothing after its colon, stays as it is. Words in braces are filled in by the program.",
  "type": ["object", "null"],
  "additionalProperties": false,
  "properties": {
`)
	keys := slices.Sorted(maps.Keys(english))
	for i, key := range keys {
		comma := ","
		if i == len(keys)-1 {
			comma = ""
		}
		description := asJSON(t, "In English: "+english[key].Text)
		fmt.Fprintf(&b, "    %q: { \"description\": %s, \"$ref\": \"#/definitions/words\" }%s\n", key, description, comma)
	}
	b.WriteString(`  },
  "definitions": {
    "words": { "type": ["string", "number", "boolean", "null"] }
  }
}
`)
	return b.Bytes()
}

// englishWords are the program's words as they are written.
func englishWords(t *testing.T) content.Strings {
	t.Helper()
	src, err := fs.ReadFile(templates.Files, "strings/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	words, wrong := content.ReadStrings("strings/en.yaml", src, content.Variables{"product": "{{ product }}"})
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	return words
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		t.Fatal(err)
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

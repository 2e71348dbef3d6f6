package render

import (
	"testing"

	"retake/generator/guide"
)

func TestReadersSeeLicencesAndNoNotes(t *testing.T) {
	words := guide.Words{"licence_none": "none", "licence_more": "more"}
	for _, c := range []struct {
		stated []string
		want   string
	}{
		{[]string{"CC0", "MIT"}, "CC0; MIT"},
		{[]string{"CC-BY-SA-4.0", "CC-BY-SA-4.0"}, "CC-BY-SA-4.0"},
		{[]string{"Apache-2.0 (repository); upstream archive states none"}, "Apache-2.0; more"},
		{[]string{"CC-BY-4.0", "asked by mail"}, "CC-BY-4.0; more"},
		{[]string{"research set, none stated"}, "none"},
		{[]string{"MITTEN", "CC0-ish"}, "none"},
		{nil, "none"},
	} {
		if got := licences(c.stated, words); got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.stated, got, c.want)
		}
	}
}

package usage

import "testing"

func TestShellTakesAnArgumentAsItIsWritten(t *testing.T) {
	for argument, want := range map[string]string{
		"photos/mine_2-b.d": "photos/mine_2-b.d",
		"my photos":         "'my photos'",
		"Zoë":               "Zoë",
		"it's":              `'it'\''s'`,
		"$(rm)":             "'$(rm)'",
		"":                  "''",
	} {
		if got := Shell(argument); got != want {
			t.Errorf("%q is written %s, not %s", argument, got, want)
		}
	}
}

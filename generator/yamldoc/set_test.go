package yamldoc

import (
	"strings"
	"testing"
)

func TestSetChangesOneValue(t *testing.T) {
	for _, c := range []struct{ src, path, text, after, want string }{
		{"a:\n  b: 1 # why\n  c: 2\n", "a b", "3.5", "", "a:\n  b: 3.5 # why\n  c: 2\n"},
		{"# é\na:   # ü\n    b:   'old ''one'   # why\n", "a b", "new", "", "# é\na:   # ü\n    b:   new   # why\n"},
		{"é: {ü: \"a\\\"b\", b: two words , c: 3}\n", "é b", "x", "", "é: {ü: \"a\\\"b\", b: x , c: 3}\n"},
		{"é: {ü: \"a\\\"b\", b: 1}\n", "é ü", "x", "", "é: {ü: x, b: 1}\n"},
		{"a: {b: 1, c: -2e3}", "a c", "4", "", "a: {b: 1, c: 4}"},
		{"a: {\n  b: 1, # one\n  c: 2  # two\n}\n", "a d", "4", "b", "a: {\n  b: 1, d: 4, # one\n  c: 2  # two\n}\n"},
		{"a:\n  b: 1 # why\n  c: 2\n", "a d", "4", "b", "a:\n  b: 1 # why\n  d: 4\n  c: 2\n"},
		{"a:\r\n  b: 1 # why\r\n  c: 2\r\n", "a d", "4", "b", "a:\r\n  b: 1 # why\r\n  d: 4\r\n  c: 2\r\n"},
		{"a:\n  b: 1", "a d", "4", "b", "a:\n  b: 1\n  d: 4"},
		{"\ufeffa:\n  b: 1\n", "a b", "4", "", "\ufeffa:\n  b: 4\n"},
		{"a:\n  b:   # none yet\n  c: 2\n", "a b", "4", "", "a:\n  b: 4   # none yet\n  c: 2\n"},
		{"a:\n  b:\n", "a b", "4", "", "a:\n  b: 4\n"},
		{"a:\n  b: ~\n  c: null\n", "a c", "4", "", "a:\n  b: ~\n  c: 4\n"},
		{"a:\n  t: {on: 2026-11-22, n: 3}\n", "a t on", "2027-01-31", "", "a:\n  t: {on: 2027-01-31, n: 3}\n"},
		{"a:\n  t:\n    on: 2026-11-22\n  u: 1\n", "a t n", "3", "on", "a:\n  t:\n    on: 2026-11-22\n    n: 3\n  u: 1\n"},
	} {
		got, err := Set([]byte(c.src), strings.Fields(c.path), c.text, c.after)
		if err != nil || string(got) != c.want {
			t.Errorf("%q, %s = %s\n got %q, %v\nwant %q", c.src, c.path, c.text, got, err, c.want)
		}
	}
}

func TestSetSaysWhatItCannotDo(t *testing.T) {
	for _, c := range []struct{ src, path, after, want string }{
		{"a: {b: 1}", "c b", "", `there is no group "c"`},
		{"a: 1", "a b", "", `"b" is not in a group of keys`},
		{"a: {b: 1}", "a c", "d", `there is neither "c" nor "d"`},
		{"a:\n  b: {c: 1}\n", "a b", "", `"b" has a value of several parts`},
		{"a:\n  b: |\n    text\n", "a b", "", `"b" has a value of several parts`},
		{"a:\n  b: {c: 1}\n", "a d", "b", `"b" has no value of one line`},
		{"a:\n  b: two\n    lines\n", "a b", "", `"b" has a value of several parts`},
		{"a: [", "a b", "", "this is not YAML"},
	} {
		if got, err := Set([]byte(c.src), strings.Fields(c.path), "1", c.after); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %q, %v\nwant %s", c.src, got, err, c.want)
		}
	}
}

package render

import (
	"fmt"
	"testing"
)

// TestOldForms: what browsers refuse in modules is found, and what they take
// is not. Each line was tried with node --check on a module.
func TestOldForms(t *testing.T) {
	for text, want := range map[string]string{
		"a\nwith (a) b()":                  "2:1 modules have no with",
		"const f = () => { with(a) b() }":  "1:19 modules have no with",
		"class A { m() { delete a } }":     "1:17 modules cannot delete a name",
		"const package = 1":                "1:7 package is no name in modules",
		"const f = (public) => 1":          "1:12 public is no name in modules",
		"function static() {}":             "1:10 static is no name in modules",
		"yield = 1":                        "1:1 yield is no name in modules",
		`a("\012")`:                        `1:3 modules have no escapes like \1 or \012: write \x0a`,
		`a('\\\8')`:                        `1:3 modules have no escapes like \1 or \012: write \x0a`,
		"a = 010":                          "1:5 legacy octal numbers are not supported in expression",
		`a("\0", "\\1", '\x01', /(.)\1/)`:  "",
		"delete a.b; delete a[b]":          "",
		"a.static = { package: 1 }.public": "",
		"class A { static b = 1; static { this.c = 2 } }\nfunction* f() { yield 1 }\nlet d": "",
	} {
		got := ""
		for _, m := range (source{"own.js", text}).script() {
			got += fmt.Sprintf("%d:%d %s", m.Line, m.Column, m.Text[len("this script cannot be used: "):])
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

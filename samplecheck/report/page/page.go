// Package page shows a result as one page of HTML that needs nothing else: no
// network, no other file, and for reading no script. With its script,
// thresholds can be dragged, and rates and photos follow. The page keeps
// everything else out by its own policy.
package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"retake/samplecheck/bench"
)

// Input is what a page is made of.
type Input struct {
	Result           *bench.Result
	Thumbnails, Seen map[string][]byte // JPEG files of photos, by their names; see [Wanted]
	Limit            int               // of all pictures together, in bytes of the page
}

//go:embed page.html
var markup string

//go:embed page.css
var styles string

// rates judges and counts, and needs no page; script is all the rest.
//
//go:embed rates.js
var rates string

//go:embed page.js
var script string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"exact": exact, "whole": whole, "tenths": tenths, "css": func(text string) template.CSS { return template.CSS(text) },
	"js": func(text string) template.JS { return template.JS(text) },
}).Parse(markup))

// Write writes the page: the same input, the same bytes.
func Write(w io.Writer, in Input) error {
	v := newView(in)
	v.Style, v.Script = "\n"+styles, "\n"+rates+script
	v.Policy = fmt.Sprintf("default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
		hash(v.Style), hash(v.Script))
	return pageTemplate.Execute(w, v)
}

// hash names a text as a policy does.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

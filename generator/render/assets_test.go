package render

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"retake/generator/colour"
	"retake/generator/content"
)

// Drawings come from any program: attributes on lines of their own, a name
// space or none. They stay drawings on the page and as a file.
func TestDrawingsOfAnyLayout(t *testing.T) {
	for name, svg := range map[string]string{
		"plain":     "<svg viewBox=\"0 0 9 9\">\n<path class=\"d-line\" d=\"M1 1h7\"/>\n</svg>\n",
		"lines":     "<svg\n  viewBox=\"0 0 9 9\"\n\txmlns=\"http://www.w3.org/2000/svg\">\r\n<path\nclass=\"d-line\"\nd=\"M1 1\nh7\"/>\n</svg>",
		"own space": "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path class=\"d-line\" d=\"M1 1h7\"/></svg>",
	} {
		if wrong := content.CheckDrawing(name, []byte(svg)); len(wrong) > 0 {
			t.Fatal(wrong)
		}
		root, err := html.Parse(strings.NewReader(string(inline(svg, "A \"lamp\""))))
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]string{}
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				found[n.Data+" "+a.Key] = strings.Join(strings.Fields(a.Val), " ")
			}
		}
		if found["svg aria-label"] != "A \"lamp\"" || found["svg role"] != "img" || found["svg viewBox"] != "0 0 9 9" || found["path class"] != "d-line" || !strings.HasPrefix(found["path d"], "M1 1") {
			t.Errorf("%s: on the page it is %v", name, found)
		}
		checkFile(t, name, svg)
	}
}

// checkFile makes sure that a drawing is well-formed as a file, with one name
// space.
func checkFile(t *testing.T, name, svg string) {
	t.Helper()
	light, dark := colour.Scheme(colour.Default)
	file := standAlone(svg, light, dark)
	spaces := 0
	for decoder := xml.NewDecoder(strings.NewReader(file)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v in\n%s", name, err, file)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "svg" {
			for _, a := range e.Attr {
				if a.Name.Local == "xmlns" {
					spaces++
				}
			}
		}
	}
	if spaces != 1 {
		t.Errorf("%s: as a file it has %d name spaces:\n%s", name, spaces, file)
	}
}

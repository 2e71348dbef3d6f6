package colour

import (
	"fmt"
	"math"
	"strings"
)

// CSS is the style sheet that gives a page its colours: custom properties
// for the light scheme, and for the dark one where the reader's device asks
// for it. Print is always light.
func CSS(light, dark Palette) string {
	return ":root{color-scheme:light dark;" + properties(light) + "}\n" +
		"@media screen and (prefers-color-scheme:dark){:root{" + properties(dark) + "}}\n"
}

func properties(p Palette) string {
	var b strings.Builder
	for _, t := range p.Tokens() {
		fmt.Fprintf(&b, "--%s:%s", t.Name, t.Colour)
		if t.Name == "dshade" {
			fmt.Fprintf(&b, "%02x", int(math.Round(p.ShadeOpacity*255)))
		}
		b.WriteByte(';')
	}
	return strings.TrimSuffix(b.String(), ";")
}

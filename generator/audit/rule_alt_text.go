package audit

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

var altText = Rule{
	ID: "alt-text", Area: Accessibility, Level: Error,
	Title: "A picture without words for those who do not see it, or with a file's name",
	Why:   "A screen reader reads what is written for the picture. Without it, or with “IMG_2041.jpg”, the advice that the picture gives is lost.",
	Mend:  "Say in a few words what the picture shows: ![A document with a white spot over the name](glare.jpg). alt=\"\" is right only for what decorates.",
	Page: func(_ *Subject, p *Page) []Finding {
		var found []Finding
		known := p.names
		for n := range p.elements {
			if unseen(n) {
				continue
			}
			if text := altFault(n, known); text != "" {
				found = append(found, p.written("["+attribute(n, "alt")+"]", text, ""))
			}
		}
		return found
	},
}

// fileName matches names that cameras and people give to files.
var fileName = regexp.MustCompile(`(?i)\.(jpe?g|png|gif|webp|svg|avif|bmp|heic)$|^(img|image|dsc[nf]?|pxl|photo|picture|pic|screen ?shot|untitled|imagen|foto|captura)?[ _-]*\d[\d _-]*$|^(img|dscn?|image|picture|photo|screen ?shot|imagen|foto|captura)$`)

func altFault(n *html.Node, known *names) string {
	switch {
	case n.Data == "svg" && n.Namespace == "svg" && attribute(n, "role") == "img" && known.within(n) == "" && known.given(n) == "":
		return "a drawing, <svg role=\"img\">, has no words for those who do not see it"
	case n.Data != "img":
		return ""
	}
	alt, given := lookup(n, "alt")
	base := path.Base(attribute(n, "src"))
	switch {
	case !given && attribute(n, "role") != "presentation" && known.given(n) == "":
		return fmt.Sprintf("the picture %s has no alt text", base)
	case alt != "" && (fileName.MatchString(strings.TrimSpace(alt)) || strings.EqualFold(alt, strings.TrimSuffix(base, path.Ext(base)))):
		return fmt.Sprintf("the alt text of a picture is a file's name, “%s”", alt)
	}
	return ""
}

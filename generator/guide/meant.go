package guide

import (
	"path"
	"strings"

	"retake/generator/content"
)

// Meant is how a link on the page writes the only page or tree that a path
// can mean which is none: one in other capitals, or an address, with .html, a
// slash or no ending. An address may count from the page's folder or from its
// file. It is empty when none or several can be meant.
func (p *Page) Meant(written string) string {
	file, fragment, marked := strings.Cut(written, "#")
	if strings.ContainsAny(file, ":?") || strings.HasPrefix(file, "/") {
		return ""
	}
	if file == "" {
		return placed("", &p.Doc.Body, fragment, marked)
	}
	keys := map[string]bool{sloppy(path.Join(path.Dir(p.Key), file)): true}
	if ending := path.Ext(file); ending != ".md" && ending != ".yaml" {
		keys[sloppy(path.Join(strings.TrimSuffix(p.Key, ".md"), file))] = true
	}
	for hidden := range p.Guide.hidden {
		if keys[sloppy(hidden)] {
			return ""
		}
	}
	var found []string
	for _, t := range p.Guide.Trees {
		if keys[sloppy(t.Key)] {
			found = append(found, placed(relative(p.Key, t.Key), nil, fragment, marked))
		}
	}
	for _, to := range p.Guide.Pages {
		if keys[sloppy(to.Key)] {
			found = append(found, placed(p.PathTo(to), &to.Doc.Body, fragment, marked))
		}
	}
	if len(found) != 1 || found[0] == written {
		return ""
	}
	return found[0]
}

// placed is a path with the place on it that a fragment names; empty when it
// is not there.
func placed(path string, on *content.Body, fragment string, marked bool) string {
	if !marked {
		return path
	}
	if on == nil {
		return ""
	}
	if fragment = on.Place(fragment); fragment == "" {
		return ""
	}
	return path + "#" + fragment
}

// sloppy is what is left of a key when neither capitals nor endings count.
func sloppy(key string) string {
	key = strings.ToLower(key)
	for _, ending := range []string{".md", ".yaml", ".html", ".htm"} {
		key = strings.TrimSuffix(key, ending)
	}
	key = strings.TrimSuffix(key, "/_index")
	return strings.TrimSuffix(key, "/index")
}

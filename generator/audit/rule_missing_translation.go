package audit

import (
	"fmt"
	"path"

	"retake/generator/guide"
)

var missingTranslation = Rule{
	ID: "missing-translation", Area: Freshness, Level: Note,
	Title: "A page or a tree that a language does not have",
	Why:   "Readers of that language get it in another one, with a notice.",
	Mend:  "Translate it, and run generator stamp FILE.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for _, g := range s.Site.Guides {
			missing := untranslated(s, g)
			if all := len(g.Pages) + len(g.Trees); 2*len(missing) > all {
				text := fmt.Sprintf("%s has %d of %d pages and trees", g.Lang.Name, all-len(missing), all)
				missing = []Finding{{Mistake: inSettings(s, "languages", text)}}
			}
			found = append(found, missing...)
		}
		return found
	},
}

// untranslated are the pages and trees that a guide takes from the default
// language, found where they are written.
func untranslated(s *Subject, g *guide.Guide) []Finding {
	var found []Finding
	text := fmt.Sprintf("there is no translation into %s", g.Lang.Name)
	for _, p := range g.Pages {
		if p.Fallback {
			found = append(found, inFront(p, "title", text, fmt.Sprintf("Write %s.", path.Join(s.Config.Content, g.Lang.Tag, p.Key))))
		}
	}
	for _, t := range g.Trees {
		if t.Fallback {
			found = append(found, about(t.URL, t.Mistake(t.At, "", text, fmt.Sprintf("Write %s.", path.Join(s.Config.Content, g.Lang.Tag, t.Key)))))
		}
	}
	return found
}

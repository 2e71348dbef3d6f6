package audit

import "retake/generator/guide"

var uncheckedPhotoReason = Rule{
	ID: "unchecked-photo-reason", Area: Measurements, Level: Warning,
	Title: "A reason about photos that no check serves",
	Why:   "What its page says of photos was never measured on any, so nobody knows whether it is true.",
	Mend:  "Write a check for it into checks.yaml and name it under checks:, or exempt the page and say why photos cannot be measured for it.",
	Guide: func(s *Subject) []Finding {
		var found []Finding
		for p := range s.Pages() {
			if p.Kind == guide.Reason && len(p.Checks) == 0 && s.lexicons[p.Doc.Lang].aboutPhotos(p.Title()) {
				found = append(found, inFront(p, "title", "this reason is about photos, and no check serves it", ""))
			}
		}
		return found
	},
}

// aboutPhotos tells whether a title has a word for photos.
func (l *Lexicon) aboutPhotos(title string) bool {
	b := Block{}
	b.Text = title
	b.divide(l.Abbreviations)
	for _, s := range b.Sentences {
		if at, _ := first(l.Photo, s.Words); at >= 0 {
			return true
		}
	}
	return false
}

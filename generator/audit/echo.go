package audit

import (
	"fmt"
	"strings"
)

// manyPages is the number of pages from which on one fault counts as that of
// a template: it is reported once.
const manyPages = 4

// withoutEchoes drops findings that say again what is found where it is
// written: a page's text stands on the printable page, in trees, and where a
// translation is missing, too. What is found on many published pages alike,
// and at no place in a file, is reported once, on the first of them.
func withoutEchoes(all []Finding) []Finding {
	type fault struct{ rule, text string }
	written, pages, told := map[fault]bool{}, map[fault]map[string]bool{}, map[fault]bool{}
	for _, f := range all {
		if key := (fault{f.Rule, f.Text}); f.on != nil && !f.on.echoes() {
			written[key] = true
		}
	}
	left := all[:0:0]
	for _, f := range all {
		key := fault{f.Rule, f.Text}
		if f.on != nil && f.on.echoes() && written[key] {
			continue
		}
		if f.on != nil && f.Line == 0 {
			if pages[key] == nil {
				pages[key] = map[string]bool{}
			}
			pages[key][f.Page] = true
		}
		left = append(left, f)
	}
	all, left = left, left[:0:0]
	for _, f := range all {
		key := fault{f.Rule, f.Text}
		if n := len(pages[key]); f.on != nil && f.Line == 0 && n >= manyPages {
			if told[key] {
				continue
			}
			told[key] = true
			f.alike = f.Text
			f.Text += fmt.Sprintf(" (and so on %d more pages)", n-1)
		}
		left = append(left, f)
	}
	return left
}

// echoes tells whether a page shows what is written for others.
func (d *Digest) echoes() bool { return d.Of == nil || d.Of.Fallback }

// written is a finding at the place where a page's file has a text, or about
// the page as a whole when it has it nowhere.
func (d *Digest) written(what, text, hint string) Finding {
	f := d.finding(text, hint)
	if d.Of == nil || what == "" {
		return f
	}
	if at := strings.Index(d.Of.Doc.Source(), what); at >= 0 {
		f.Mistake = d.Of.Doc.Mistake(at, "", text, hint)
	}
	return f
}

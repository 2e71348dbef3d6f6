package audit

import (
	"fmt"
	"strings"
)

var heavyPage = Rule{
	ID: "heavy-page", Area: Output, Level: Warning,
	Title: "A page that weighs more than its budget",
	Why:   "Readers stand somewhere with a phone and a bad connection. At 400 kbit/s, a slow mobile connection, 100 kB take two seconds.",
	Mend:  "Make its pictures smaller or fewer, divide it in two, or take what it does not need out of the templates.",
	Site: func(_ *Subject, p *Published) []Finding {
		var found []Finding
		for _, d := range p.Pages {
			if d.Of == nil && (!strings.Contains("/"+d.URL, "/find/") || strings.HasSuffix(d.Name, "map.html") || strings.HasSuffix(d.Name, "screens.html")) {
				continue // it is as long as the guide, and who opens it asks for that
			}
			page, rest := p.load(d)
			if page+rest > pageBudget {
				page = p.weight(d.Name)
			}
			if page+rest > pageBudget {
				found = append(found, d.finding(fmt.Sprintf("this page weighs %d kB compressed, %d of them the page itself; the budget is %d", (page+rest)/1000, page/1000, pageBudget/1000), ""))
			}
		}
		return found
	},
}

// pageBudget is what a page may weigh with all that it loads, in bytes as
// they go over the wire.
const pageBudget = 100_000

// load is what a page itself has before it is compressed, and what a browser
// loads for it: of each picture in several sizes the smallest.
func (p *Published) load(d *Digest) (page, rest int) {
	smallest := map[string]int{} // by the picture's name without width
	for _, u := range d.uses {
		t := p.resolve(d, u.href)
		if !u.loaded || !p.Has(t.name) {
			continue
		}
		if m := ownPicture.FindStringSubmatchIndex(t.name); m != nil {
			key := t.name[:m[2]] + t.name[m[3]:]
			if w := p.weight(t.name); smallest[key] == 0 || w < smallest[key] {
				smallest[key] = w
			}
			continue
		}
		rest += p.weight(t.name)
	}
	for _, w := range smallest {
		rest += w
	}
	return d.Bytes, rest
}

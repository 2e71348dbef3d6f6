package render

import (
	"bytes"
	"net/url"
	"strings"

	"retake/generator/guide"
	"retake/generator/search"
)

// contactPage is the page that is offered, beside the trees, when a search
// finds nothing.
const contactPage = "how-to/contact-support.md"

// searchWords are the words of the interface that the script says. It gets
// them with the index, so that pages do not carry them.
var searchWords = []string{"search_one", "search_many", "search_none", "search_near", "search_offers", "search_all"}

// searchIndex makes what the search script loads, beside the other work on
// the guide. What it returns waits for it and adds it.
func (s *guideRender) searchIndex() (add func() error) {
	var files []search.File
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		files, err = s.Indexer.Index(s.g, s.searchOptions())
	}()
	return func() error {
		<-done
		for _, f := range files {
			s.add(f.Name, f.Sum, func(b *bytes.Buffer) error {
				b.Write(f.Data)
				return nil
			})
		}
		return err
	}
}

func (s *guideRender) searchOptions() search.Options {
	options := search.Options{Say: map[string]string{}, Offers: []search.Offer{}, Log: s.site.SearchLog}
	for _, word := range searchWords {
		options.Say[word[len("search_"):]] = s.g.Words[word]
	}
	for _, t := range s.g.Trees {
		options.Offers = append(options.Offers, search.Offer{Title: t.Title, URL: t.URL})
	}
	if p := s.g.Page(contactPage); p != nil {
		options.Offers = append(options.Offers, search.Offer{Title: p.Title(), URL: p.URL})
	}
	return options
}

// results is the page of results, which the script fills.
func (s *guideRender) results() {
	place := "search/"
	s.page(guide.FileAt(s.g.Root()+place), newKey(s.shared, "search").sum(), "search", func() (any, error) {
		f := s.frame(place, s.g.Words["search_title"], s.g.Words["search_label"])
		f.NoIndex = true
		return &struct{ Frame }{f}, nil
	})
}

// policyOf is the content security policy. Scripts may send only to the site
// itself and to the publisher's own record of searches.
func policyOf(site *guide.Site) string {
	if site.SearchLog == "" {
		return policy
	}
	origin, err := url.Parse(site.SearchLog)
	if err != nil {
		return policy // settings are checked on reading
	}
	return strings.Replace(policy, "connect-src 'self'", "connect-src 'self' "+origin.Scheme+"://"+origin.Host, 1)
}

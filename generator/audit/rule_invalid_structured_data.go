package audit

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

var invalidStructuredData = Rule{
	ID: "invalid-structured-data", Area: Output, Level: Warning,
	Title: "Structured data that search engines cannot use",
	Why:   "Search engines show where a page stands, and what it is, from its structured data; when that is broken, they leave it out without a word.",
	Mend:  "Let the template write {{.LD}} into <script type=\"application/ld+json\"> (templates/head/head.html).",
	Page: func(s *Subject, p *Page) []Finding {
		var found []Finding
		for _, n := range p.nodes {
			if n.Type != html.ElementNode || n.Data != "script" || !strings.EqualFold(attribute(n, "type"), "application/ld+json") {
				continue
			}
			for _, text := range structuredFaults(s, rawText(n)) {
				found = append(found, p.finding(text, ""))
			}
		}
		return found
	},
}

func rawText(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

// demanded are the properties that search engines ask for, by type
// (developers.google.com/search/docs/appearance/structured-data).
var demanded = map[string][]string{
	"BreadcrumbList": {"itemListElement"},
	"ListItem":       {"position", "name"},
	"TechArticle":    {"headline"},
	"Article":        {"headline"},
	"WebSite":        {"name", "url"},
	"FAQPage":        {"mainEntity"},
	"Question":       {"name", "acceptedAnswer"},
	"HowTo":          {"name", "step"},
}

func structuredFaults(s *Subject, text string) []string {
	var doc any
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		return []string{"the structured data is no JSON: " + err.Error()}
	}
	top, ok := doc.(map[string]any)
	if !ok {
		return []string{"the structured data is no object"}
	}
	var found []string
	if context, _ := top["@context"].(string); strings.TrimSuffix(context, "/") != "https://schema.org" && strings.TrimSuffix(context, "/") != "http://schema.org" {
		found = append(found, fmt.Sprintf("the structured data does not say that it is in the words of schema.org: @context is %v", top["@context"]))
	}
	graph, many := top["@graph"].([]any)
	if !many {
		graph = []any{doc}
	}
	for _, thing := range graph {
		found = append(found, thingFaults(s, thing)...)
	}
	return found
}

func thingFaults(s *Subject, thing any) []string {
	t, ok := thing.(map[string]any)
	if !ok {
		return []string{"the structured data has something that is no object"}
	}
	kind, _ := t["@type"].(string)
	if kind == "" {
		return []string{"the structured data has something without a @type"}
	}
	var found []string
	for _, name := range demanded[kind] {
		if value, ok := t[name]; !ok || value == "" || value == nil {
			found = append(found, fmt.Sprintf("the structured data has a %s without %s", kind, name))
		}
	}
	for _, name := range sortedMap(t) {
		found = append(found, valueFaults(s, kind, name, t[name])...)
	}
	return found
}

func valueFaults(s *Subject, kind, name string, value any) []string {
	var found []string
	switch v := value.(type) {
	case map[string]any:
		found = thingFaults(s, v)
	case []any:
		for i, item := range v {
			inner, ok := item.(map[string]any)
			if !ok {
				continue
			}
			found = append(found, thingFaults(s, inner)...)
			if position, ok := inner["position"].(float64); ok && int(position) != i+1 {
				found = append(found, fmt.Sprintf("the structured data counts wrongly: item %d of %s has position %v", i+1, name, inner["position"]))
			}
		}
	case string:
		if (name == "url" || name == "item" || name == "image") && !strings.Contains(v, "://") {
			found = append(found, fmt.Sprintf("the structured data has %q as the %s of a %s: it is not in full", v, name, kind))
		}
	}
	return found
}

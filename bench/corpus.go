package main

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
)

// wordsPerArticle is about the length of a help article.
const wordsPerArticle = 300

// perFolder articles stand in one folder, as in a guide that people keep.
const perFolder = 100

var syllables = strings.Fields("ba be bi bo da de di do fa fe ka ke ki la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve")

// corpus writes a guide of n articles below dir.
type corpus struct {
	dir   string
	rand  *rand.Rand
	words []string
}

func writeCorpus(dir string, n int, seed int64) error {
	c := &corpus{dir: dir, rand: rand.New(rand.NewSource(seed))}
	for range 4000 {
		c.words = append(c.words, c.word())
	}
	files := map[string]string{
		"site.yaml":                    "base_url: https://help.example/\nlanguages: [en]\nvariables:\n  product: Example\n",
		"content/en/_index.md":         "---\ntitle: What went wrong?\nsummary: Find it and fix it.\n---\nSearch, or choose.\n",
		"content/en/reasons/_index.md": "---\ntitle: Reasons\nsummary: All of them.\n---\n",
	}
	for i := range n {
		folder := fmt.Sprintf("content/en/reasons/part-%03d", i/perFolder)
		if i%perFolder == 0 {
			files[folder+"/_index.md"] = fmt.Sprintf("---\ntitle: Part %d\nsummary: Articles from %d.\n---\n", i/perFolder, i)
		}
		files[fmt.Sprintf("%s/article-%05d.md", folder, i)] = c.article(i, n)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (c *corpus) word() string {
	var b strings.Builder
	for range 1 + c.rand.Intn(3) {
		b.WriteString(syllables[c.rand.Intn(len(syllables))])
	}
	return b.String()
}

// sentence has n words; common ones come often, as in any language.
func (c *corpus) sentence(n int) string {
	words := make([]string, n)
	for i := range words {
		at := c.rand.Float64()
		words[i] = c.words[int(at*at*at*float64(len(c.words)))]
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	return strings.Join(words, " ") + "."
}

func (c *corpus) article(i, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: %s\nrank: %d\nalso: [%s, %s]\nreviewed: 2026-11-22\n---\n",
		strings.TrimSuffix(c.sentence(4), "."), c.sentence(9), i%perFolder+1, c.words[i%len(c.words)]+strings.Repeat("x", i%3), c.word()+fmt.Sprint(i))
	b.WriteString(c.sentence(14) + " " + c.sentence(12) + "\n\n## What you see {#signs}\n\n")
	for range 4 {
		b.WriteString("- " + c.sentence(10) + "\n")
	}
	other := c.rand.Intn(n)
	fmt.Fprintf(&b, "\n## Why it happens {#causes}\n\n%s **%s** %s See [%s](../part-%03d/article-%05d.md#fixes).\n",
		c.sentence(18), c.sentence(3), c.sentence(16), c.words[other%len(c.words)], other/perFolder, other)
	b.WriteString("\n## What to do {#fixes}\n\n")
	for step := 1; step <= 6; step++ {
		fmt.Fprintf(&b, "%d. **%s** %s\n", step, c.sentence(3), c.sentence(14))
	}
	b.WriteString("\n## More {#more}\n\n")
	for len(strings.Fields(b.String())) < wordsPerArticle {
		b.WriteString(c.sentence(15) + " ")
	}
	b.WriteString("\n")
	return b.String()
}

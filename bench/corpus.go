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

// perSubject words are what a folder is about, and fewer what an article is.
const (
	perFolderSubject  = 60
	perArticleSubject = 6
)

// corpus is a guide of made-up articles.
type corpus struct {
	*language
	folder  []string // what the articles of a folder are about
	subject []string // what an article is about
}

// writeCorpus writes a guide of n articles below dir.
func writeCorpus(dir string, n int, seed int64) error {
	c := &corpus{language: newLanguage(rand.New(rand.NewSource(seed)))}
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

// turnTo makes an article the subject: it has something of its folder and
// something of its own.
func (c *corpus) turnTo(i int) {
	if i%perFolder == 0 {
		c.folder = c.topic(perFolderSubject)
	}
	c.subject = c.topic(perArticleSubject)
	for j := range perArticleSubject / 2 {
		c.subject[j] = c.folder[c.rand.Intn(len(c.folder))]
	}
}

// title names the subject in three or four words, with little ones between.
func (c *corpus) title() string {
	words := []string{}
	for i, at := range c.rand.Perm(perArticleSubject)[:3+c.rand.Intn(2)] {
		if i > 0 && c.rand.Intn(3) == 0 {
			words = append(words, little[c.rand.Intn(len(little))])
		}
		words = append(words, c.subject[at])
	}
	return capital(strings.Join(words, " "))
}

// sentence has n words.
func (c *corpus) sentence(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = c.say(c.subject, c.folder)
	}
	return capital(strings.Join(words, " ")) + "."
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func (c *corpus) article(i, n int) string {
	c.turnTo(i)
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\nsummary: %s\nrank: %d\nalso: [%q, %q]\nreviewed: 2026-11-22\n---\n",
		c.title(), c.sentence(9), i%perFolder+1, c.words[c.rand.Intn(lemmas)], c.subject[0]+" "+c.words[c.rand.Intn(lemmas)])
	b.WriteString(c.sentence(14) + " " + c.sentence(12) + "\n\n## What you see {#signs}\n\n")
	for range 4 {
		b.WriteString("- " + c.sentence(10) + "\n")
	}
	other := c.rand.Intn(n)
	fmt.Fprintf(&b, "\n## Why it happens {#causes}\n\n%s **%s** %s See [%s](../part-%03d/article-%05d.md#fixes).\n",
		c.sentence(18), c.sentence(3), c.sentence(16), c.words[other%lemmas], other/perFolder, other)
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

package finding

import (
	"math/rand"
	"slices"
	"strings"

	"retake/generator/guide"
	"retake/generator/search"
)

// document is a page as all engines get it.
type document struct {
	URL     string `json:"id"`
	Title   string `json:"title"`
	Also    string `json:"also"`
	Summary string `json:"summary"`
	Text    string `json:"text"`
	names   bool   // it names others: a question of a tree, a folder, the home page
}

// documents are the pages of a guide, and the pages of its trees' questions.
func documents(g *guide.Guide) []document {
	var found []document
	for _, p := range search.Pages(g) {
		if p.Kind == search.TreePage {
			for _, part := range p.Parts {
				found = append(found, document{URL: "/" + p.URL + part.At, Title: part.Title, Text: part.Text, names: true})
			}
			continue
		}
		d := document{URL: "/" + p.URL, Title: p.Title, Also: strings.Join(p.Also, "\n"), Summary: p.Summary, names: p.Kind == guide.Home || p.Kind == guide.Folder}
		for _, part := range p.Parts {
			d.Text += part.Title + "\n" + part.Text + "\n"
		}
		found = append(found, d)
	}
	return found
}

// The kinds of queries that a reader asks who knows what they want.
const (
	titleWords = iota // the title's words
	oneMistake        // the same, one word of them mistyped
	bodyWords         // three words of the text
	kinds
)

// KindNames are the kinds of queries in words.
var KindNames = [kinds]string{"title words", "title, one mistake", "three body words"}

type question struct {
	kind  int
	query string
	page  string // that it must find
}

// items is how many pages are asked for; small guides are asked for all of
// theirs several times, with other mistakes and other words.
const items = 80

// tooLittle are words that no reader would search by.
var tooLittle = strings.Fields("about above after again also because been before being below between both cannot could does doing down each from further have having here itself just more most once only other over same should some such than that their them then there these they this those through under until very were what when where which while will with would your yours")

// questions ask for articles, not for pages that lead to them.
func questions(pages []document, seed int64) []question {
	r := rand.New(rand.NewSource(seed))
	pages = slices.DeleteFunc(slices.Clone(pages), func(d document) bool { return d.names })
	order := r.Perm(len(pages))
	var found []question
	for n := range items {
		page := pages[order[n%len(pages)]]
		title := wordsOf(page.Title)
		body := slices.DeleteFunc(wordsOf(page.Summary+" "+page.Text), func(w string) bool {
			return len([]rune(w)) < 4 || slices.Contains(tooLittle, w) || slices.Contains(title, w)
		})
		if len(title) == 0 || len(body) < 3 {
			continue
		}
		var three []string
		for _, at := range r.Perm(len(body))[:3] {
			three = append(three, body[at])
		}
		found = append(found,
			question{titleWords, strings.Join(title, " "), page.URL},
			question{oneMistake, mistyped(r, title), page.URL},
			question{bodyWords, strings.Join(three, " "), page.URL})
	}
	return found
}

// wordsOf are the different words of a text in their order.
func wordsOf(text string) []string {
	var words []string
	for _, w := range search.Cut(text) {
		if !slices.Contains(words, w.Text) {
			words = append(words, w.Text)
		}
	}
	return words
}

// mistyped makes one mistake in one word of four letters or more: a letter
// left out, doubled, mistaken for another, or two that change places.
func mistyped(r *rand.Rand, words []string) string {
	words = slices.Clone(words)
	var long []int
	for i, w := range words {
		if len([]rune(w)) > 3 {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return strings.Join(words, " ")
	}
	at := long[r.Intn(len(long))]
	word := []rune(words[at])
	i := r.Intn(len(word) - 1)
	switch r.Intn(4) {
	case 0:
		word = slices.Delete(word, i, i+1)
	case 1:
		word = slices.Insert(word, i, word[i])
	case 2:
		word[i] = rune('a' + (int(word[i])+r.Intn(25))%26)
	case 3:
		word[i], word[i+1] = word[i+1], word[i]
	}
	words[at] = string(word)
	return strings.Join(words, " ")
}

// strange are queries that make a search work: of the length that a box takes,
// in scripts that the guide does not know, nonsense, words with a mistake in
// each, and beginnings of many words.
func strange(pages []document, seed int64) []string {
	r := rand.New(rand.NewSource(seed))
	var words []string
	for range 400 {
		words = append(words, wordsOf(pages[r.Intn(len(pages))].Title)...)
	}
	found := []string{
		strings.Repeat("a", longest), strings.Repeat("ab ", longest/3), strings.Repeat("photo ", longest/6), strings.Repeat("é", longest),
		strings.Repeat("照片不清楚", longest/5), strings.Repeat("รูปถ่าย", longest/7), strings.Repeat("사진", longest/2), strings.Repeat("صورة ", longest/5),
		strings.Repeat("'", longest), strings.Repeat("a'", longest/2), strings.Repeat("👍", longest/2),
	}
	for range 25 {
		var wrong, begun, glued, nonsense strings.Builder
		for wrong.Len() < longest {
			word := []rune(words[r.Intn(len(words))])
			at := r.Intn(len(word))
			wrong.WriteString(string(word[:at]) + "q" + string(word[at:]) + " ")
			begun.WriteString(string(word[:min(2, len(word))]) + " ")
			glued.WriteString(string(word))
			for range 1 + r.Intn(12) {
				nonsense.WriteRune(rune('a' + r.Intn(26)))
			}
			nonsense.WriteByte(' ')
		}
		found = append(found, wrong.String(), begun.String(), glued.String(), nonsense.String())
	}
	return found
}

// longest is how many characters the search box takes.
const longest = 200

package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"retake/generator/content"
	"retake/generator/guide"
	"retake/generator/mistake"
)

// Text is what readers read of one page or of one tree, in one language.
type Text struct {
	*Lexicon
	Lang   string
	Page   *guide.Page // nil for a tree
	Tree   *guide.Tree // nil for a page
	Blocks []*Block
}

// Kinds of block that only the front matter and trees have.
const (
	titleBlock content.BlockKind = -1 - iota
	summaryBlock
	questionBlock // of a tree: what is asked, answered and helped with
)

// Block is a piece of text that is read as one.
type Block struct {
	content.Block
	Sentences []Sentence
	at        mistake.Position // of its first byte, when it is not in a page's body
}

// Sentence is a part of a block.
type Sentence struct {
	content.Span
	Words []Word
}

// Word is a word with its place in the block.
type Word struct {
	content.Span
	Text  string
	Plain string // as terms are compared, see [Term]
	Name  bool   // it is code, a value from the settings, or a proper name
	Comma bool   // one follows it
}

// textOf reads a page's title, summary and body.
func textOf(s *Subject, p *guide.Page) *Text {
	t := &Text{Lexicon: s.lexicons[p.Doc.Lang], Lang: p.Doc.Lang, Page: p}
	front := &p.Doc.Front
	t.add(&Block{Block: content.Block{Kind: titleBlock, Text: front.Title}, at: p.Doc.KeyAt("title")})
	if front.Summary != "" {
		t.add(&Block{Block: content.Block{Kind: summaryBlock, Text: front.Summary}, at: p.Doc.KeyAt("summary")})
	}
	for _, b := range p.Doc.Blocks(s.Config.Variables) {
		t.add(&Block{Block: b})
	}
	return t
}

// textOfTree reads all that a tree says.
func textOfTree(s *Subject, tree *guide.Tree) *Text {
	t := &Text{Lexicon: s.lexicons[tree.File.Lang], Lang: tree.File.Lang, Tree: tree}
	for at, text := range tree.Texts() {
		t.add(&Block{Block: content.Block{Kind: questionBlock, Text: *text}, at: at})
	}
	return t
}

func (t *Text) add(b *Block) {
	b.divide(t.Abbreviations)
	t.Blocks = append(t.Blocks, b)
}

// found is a finding at a place in a block.
func (t *Text) found(b *Block, at int, text, hint string) Finding {
	if t.Tree != nil {
		return about(t.Tree.URL, t.Tree.Mistake(b.at, "", text, hint))
	}
	doc := t.Page.Doc
	if b.Kind < 0 {
		return about(t.Page.URL, mistake.Mistake{Position: b.at, Text: text, Hint: hint, Quote: doc.Line(b.at.Line)})
	}
	return about(t.Page.URL, doc.Mistake(b.Offset(at), "", text, hint))
}

// whole is a finding about the text as a whole.
func (t *Text) whole(text string) Finding {
	if t.Tree != nil {
		return about(t.Tree.URL, t.Tree.Mistake(t.Tree.At, "", text, ""))
	}
	return inFront(t.Page, "title", text, "")
}

// divide finds a block's sentences and their words. A sentence ends at a
// mark that is followed by a blank and by what can begin another one.
func (b *Block) divide(abbreviations []string) {
	from := 0
	for at, r := range b.Text {
		if at < from || !strings.ContainsRune(".!?…。！？", r) {
			continue
		}
		end := at + utf8.RuneLen(r)
		rest := strings.TrimLeft(b.Text[end:], `.!?…)]"'”’»`)
		end = len(b.Text) - len(rest)
		if begins(rest) && !endsWithAny(b.Text[from:at+utf8.RuneLen(r)], abbreviations) && end > from {
			b.sentence(from, end)
			from = end
		}
	}
	b.sentence(from, len(b.Text))
}

// begins tells whether a text can follow the end of a sentence.
func begins(rest string) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	if rest == "" || !strings.HasPrefix(rest, " ") {
		return rest == "" || unicode.Is(unicode.Han, next)
	}
	return !unicode.IsLower(next)
}

func endsWithAny(s string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) && (len(s) == len(e) || s[len(s)-len(e)-1] == ' ' || s[len(s)-len(e)-1] == '(') {
			return true
		}
	}
	return false
}

func (b *Block) sentence(from, to int) {
	from += len(b.Text[from:to]) - len(strings.TrimLeft(b.Text[from:to], " "))
	s := Sentence{Span: content.Span{From: from, To: to}}
	for at := from; at < to; {
		r, size := utf8.DecodeRuneInString(b.Text[at:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			at += size
			continue
		}
		end := at + wordLength(b.Text[at:to])
		word := Word{content.Span{From: at, To: end}, b.Text[at:end], plain(b.Text[at:end]), false, strings.HasPrefix(b.Text[end:to], ",")}
		if strings.Contains(word.Plain, "@") || strings.HasSuffix(b.Text[from:at], "@") {
			word.Plain = "@" + word.Plain // so that a lexicon can name all addresses and accounts: @*
		}
		if unicode.IsDigit(r) && isMoney(b.Text[from:at], b.Text[end:to]) {
			word.Plain = "¤" + word.Plain // and all sums of money: ¤*
		}
		s.Words = append(s.Words, word)
		at = end
	}
	b.markNames(&s)
	if len(s.Words) > 0 {
		b.Sentences = append(b.Sentences, s)
	}
}

// isMoney tells whether a number has the sign of a currency before or behind
// it: $20, 20 €.
func isMoney(before, behind string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(behind, " "))
	return unicode.Is(unicode.Sc, last) || unicode.Is(unicode.Sc, next)
}

// wordLength is the length of the word at the start of a text: letters and
// digits, with single hyphens, apostrophes, dots, commas and at signs between
// them.
func wordLength(s string) int {
	end, joined := 0, false
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			end, joined = i+utf8.RuneLen(r), false
		case !joined && i > 0 && strings.ContainsRune("-'’.,@", r):
			joined = true
		default:
			return end
		}
	}
	return end
}

// markNames finds the words that are names: code, values of variables, and
// capitals inside a sentence.
func (b *Block) markNames(s *Sentence) {
	for i := range s.Words {
		w := &s.Words[i]
		first, _ := utf8.DecodeRuneInString(w.Text)
		w.Name = i > 0 && unicode.IsUpper(first)
		for _, n := range b.Names {
			w.Name = w.Name || n.From <= w.From && w.To <= n.To
		}
	}
}

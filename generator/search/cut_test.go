package search

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"retake/templates"
)

// cutInScript cuts texts with the script's own functions.
func cutInScript(t *testing.T) func(text string) []string {
	t.Helper()
	src, err := templates.Files.ReadFile("search/cut.js")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	value, err := vm.RunString(string(src) + "\n;(text) => JSON.stringify(cut(text).map((w) => w.text))")
	if err != nil {
		t.Fatal(err)
	}
	cut, _ := goja.AssertFunction(value)
	return func(text string) []string {
		t.Helper()
		result, err := cut(goja.Undefined(), vm.ToValue(text))
		if err != nil {
			t.Fatalf("cut %q: %v", text, err)
		}
		var words []string
		if err := json.Unmarshal([]byte(result.String()), &words); err != nil {
			t.Fatal(err)
		}
		return words
	}
}

func cutHere(text string) []string {
	words := []string{}
	for _, w := range Cut(text) {
		words = append(words, w.Text)
	}
	return words
}

func TestIndexAndScriptCutAlike(t *testing.T) {
	src, err := os.ReadFile("testdata/cut.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors []struct {
		Text  string
		Words []string
	}
	if err := json.Unmarshal(src, &vectors); err != nil {
		t.Fatal(err)
	}
	inScript := cutInScript(t)
	for _, v := range vectors {
		if got := cutHere(v.Text); !slices.Equal(got, v.Words) {
			t.Errorf("the index cuts %q into %q, want %q", v.Text, got, v.Words)
		}
		if got := inScript(v.Text); !slices.Equal(got, v.Words) {
			t.Errorf("the script cuts %q into %q, want %q", v.Text, got, v.Words)
		}
	}
}

// Every character is tried between letters: it ends the word, joins it, or is
// left out, and in the same way on both sides.
func TestEveryCharacterIsCutAlike(t *testing.T) {
	inScript := cutInScript(t)
	for from := rune(1); from < 0x20000; from += 256 {
		var b strings.Builder
		for r := from; r < from+256; r++ {
			if r < 0xd800 || r > 0xdfff {
				b.WriteString("ab" + string(r) + "c ")
			}
		}
		if here, there := cutHere(b.String()), inScript(b.String()); !slices.Equal(here, there) {
			t.Errorf("from U+%04X: the index cuts %q, the script %q", from, differing(here, there), differing(there, here))
		}
	}
}

// differing are the words of a that are not in b.
func differing(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(w string) bool { return slices.Contains(b, w) })
}

func TestStemsAreTheSameInTheScript(t *testing.T) {
	src, err := templates.Files.ReadFile("search/cut.js")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{
		"en": "rejection rejected rejects blurry blurred blurring address addresses verification verify verified glasses copies age dd ss 18",
		"es": "rechazo rechazada rechazaron borrosa borrosas luz luces verificacion verificar caracter caracteres",
		"fr": "rejetee rejetes photos floue", "de": "abgelehnt ablehnung fotos", "pt": "rejeitada fotos", "it": "rifiutata foto", "ja": "照片",
	}
	vm := goja.New()
	value, err := vm.RunString(string(src) + "\n;(word, rounds) => stem(word, rulesOf(rounds.split('|')))")
	if err != nil {
		t.Fatal(err)
	}
	inScript, _ := goja.AssertFunction(value)
	for lang, list := range words {
		r := rulesOf(lang)
		for word := range strings.FieldsSeq(list) {
			got, err := inScript(goja.Undefined(), vm.ToValue(word), vm.ToValue(strings.Join(r.Endings[:], "|")))
			if err != nil {
				t.Fatal(err)
			}
			if want := r.stem(word); got.String() != want {
				t.Errorf("%s: the stem of %q is %q in the script, %q in the index", lang, word, got, want)
			}
		}
	}
}

func TestFormsOfAWordHaveOneStem(t *testing.T) {
	for _, forms := range []struct{ lang, words string }{
		{"en", "reject rejected rejecting rejection rejections"}, {"en", "blur blurry blurred"}, {"en", "verify verified verification"},
		{"en", "expire expired expiry expiration"}, {"en", "recognise recognised recognize recognition"}, {"en", "shine shiny shining"},
		{"es", "rechazo rechazar rechazaron rechazada"}, {"es", "vencido vencio vencer vencimiento"}, {"es", "borrosa borroso borrosas"}, {"es", "envio enviar enviado"},
	} {
		r, seen := rulesOf(forms.lang), map[string]bool{}
		for word := range strings.FieldsSeq(forms.words) {
			seen[r.stem(word)] = true
		}
		if len(seen) != 1 {
			t.Errorf("%s: %q have the stems %v", forms.lang, forms.words, seen)
		}
	}
}

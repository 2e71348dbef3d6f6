package audit

import (
	"math"
	"strings"
	"testing"
)

// TestSyllables compares with dictionaries' divisions (Merriam-Webster, RAE).
func TestSyllables(t *testing.T) {
	tests := []struct {
		count func(string) int
		words string // divided by hyphens
	}{
		{englishSyllables, "re-jec-tion pho-to doc-u-ment the you take light blur-ry ver-i-fi-ca-tion cam-er-a sharp need-ed used check-ed! ta-ble web-site a-gain"},
		{englishSyllables, "re-a-son! some in-for-ma-tion pass-port plas-tic ex-pired mes-sage ar-e-a i-de-a vid-e-o phone eas-y peo-ple pic-ture clos-es"},
		{spanishSyllables, "fo-to do-cu-men-to ve-ri-fi-ca-ción día! qui-e-to! que quién guía! bue-no cau-sa pa-ís ciu-dad re-cha-zo i-ma-gen muy le-er o-es-te ai-re con-ti-nuo vi-o-le-ta!"},
	}
	exact := map[string]int{"checked": 1, "reason": 2, "día": 2, "quieto": 2, "guía": 2, "violeta": 3}
	for _, test := range tests {
		for word := range strings.FieldsSeq(test.words) {
			plain := strings.TrimSuffix(strings.ReplaceAll(word, "-", ""), "!")
			want := 1 + strings.Count(word, "-")
			if n, special := exact[plain]; special {
				want = n
			}
			if got := test.count(plain); got != want {
				t.Errorf("%s has %d syllables, want %d", plain, got, want)
			}
		}
	}
}

// TestFormulas compares with scores worked out by hand.
func TestFormulas(t *testing.T) {
	if got := formulas["flesch-kincaid"].Score(100, 5, 140); math.Abs(got-8.73) > 0.01 {
		t.Errorf("Flesch–Kincaid of 100 words, 5 sentences, 140 syllables is %.2f, want 8.73", got)
	}
	if got := formulas["flesch-szigriszt"].Score(100, 5, 190); math.Abs(got-68.465) > 0.01 {
		t.Errorf("Flesch–Szigriszt of 100 words, 5 sentences, 190 syllables is %.2f, want 68.47", got)
	}
}

package audit

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"retake/generator/content"
)

var nearDuplicate = Rule{
	ID: "near-duplicate", Area: ContentModel, Level: Warning,
	Title: "Two reasons that say the same",
	Why:   "Readers cannot tell which of the two is theirs, and advice that is mended on one page stays wrong on the other.",
	Mend:  "Make one page of them and give it the other's address under aliases:, or say what tells them apart.",
	Texts: func(_ *Subject, all []*Gist) []Finding {
		var found []Finding
		for _, pair := range nearPairs(all) {
			a, b := all[pair[0]], all[pair[1]]
			found = append(found, inFront(b.Page, "title", fmt.Sprintf("this says nearly the same as “%s” (%s): about %.0f %% of it", a.Page.Title(), a.Page.Key, 10*math.Round(10*a.Print.alike(b.Print))), ""))
		}
		return found
	},
}

// alikeFrom is the part of their shingles from which two texts say the same.
const alikeFrom = 0.6

// fingerprint is a text's sketch: of all its shingles (three words that
// follow each other) the smallest hash by each of many hash functions. The
// part in which two sketches agree estimates the Jaccard similarity of the
// shingles (Broder, 1997), within 0.1 for 95 texts of 100.
type fingerprint []uint32

// Sizes of a sketch: its numbers, and how many make a band. Texts are
// compared when they share a band, which those alike by alikeFrom miss once
// in a million.
const (
	sketchSize = 96
	bandSize   = 3
	shingle    = 3
)

func (t *Text) fingerprint() fingerprint {
	var words []uint64 // each as its hash
	for _, b := range t.Blocks {
		if b.Kind == content.HeadingBlock || b.Kind == titleBlock {
			continue // the same on every page, or never the same
		}
		for _, s := range b.Sentences {
			for _, w := range s.Words {
				h := fnv.New64a()
				_, _ = h.Write([]byte(w.Plain)) // never fails
				words = append(words, h.Sum64())
			}
		}
	}
	if len(words) < 4*shingle {
		return nil
	}
	sketch := slices.Repeat(fingerprint{^uint32(0)}, sketchSize)
	for i := range len(words) - shingle + 1 {
		sum := uint64(0)
		for _, w := range words[i : i+shingle] {
			sum = (sum ^ w) * 1099511628211 // as FNV joins bytes, so that the order counts
		}
		for n := range sketch {
			sum = sum*6364136223846793005 + 1442695040888963407 // Knuth's MMIX generator: the next hash function
			sketch[n] = min(sketch[n], uint32(sum>>32))
		}
	}
	return sketch
}

func (f fingerprint) alike(other fingerprint) float64 {
	same := 0
	for i := range f {
		if f[i] == other[i] {
			same++
		}
	}
	return float64(same) / sketchSize
}

// nearPairs are the pairs of texts in one language that say the same, each
// text with the first that it repeats. The time is linear in the texts, as
// long as few of them are alike.
func nearPairs(all []*Gist) [][2]int {
	type band struct {
		lang  string
		print [bandSize]uint32
	}
	type near struct {
		text  int
		alike float64
	}
	firsts := make(map[band]int, len(all)) // of one place of the sketch at a time: a small map is a quick one
	nearest := slices.Repeat([]near{{-1, alikeFrom}}, len(all))
	for n := 0; n < sketchSize; n += bandSize {
		clear(firsts)
		for i, g := range all {
			if g.Print == nil {
				continue
			}
			key := band{g.Lang, [bandSize]uint32(g.Print[n : n+bandSize])}
			if before, ok := firsts[key]; !ok {
				firsts[key] = i
			} else if score := all[before].Print.alike(g.Print); score >= nearest[i].alike {
				nearest[i] = near{before, score}
			}
		}
	}
	var pairs [][2]int
	for i, to := range nearest {
		if to.text >= 0 {
			pairs = append(pairs, [2]int{to.text, i})
		}
	}
	return pairs
}

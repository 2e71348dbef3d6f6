package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"retake/generator/content"
	"retake/generator/guide"
)

// Examples are the pairs of photos on a reason's page.
type Examples struct {
	Pairs []ExamplePair
	Note  string // where the photos come from
	Lang  string // of the words, where the text around them is in another one
}

// ExamplePair is one photo as it should not be and one as it should.
type ExamplePair struct{ Bad, Good ExamplePhoto }

// ExamplePhoto is a photo with what it shows and what was measured in it.
type ExamplePhoto struct {
	Said, Measured, Alt string
	Src, Srcset, Large  string
	Width, Height       int // of Src
	Enlarge             string
}

// examples are the pairs that a page shows: of its checks, those that have
// photos and words to say what these show.
func (s *guideRender) examples(p *guide.Page, on *Shell) *Examples {
	shown := s.site.ExamplesOf(p)
	if len(shown) == 0 {
		return nil
	}
	list := &Examples{Note: s.g.Words["example_note"]}
	if s.foreign(p) != "" {
		list.Lang = s.g.Lang.Tag
	}
	for _, e := range shown {
		list.Pairs = append(list.Pairs, ExamplePair{
			Bad:  s.examplePhoto(e, "bad", e.Bad, e.Example.Bad.Numbers[e.Measure], on),
			Good: s.examplePhoto(e, "good", e.Good, e.Example.Good.Numbers[e.Measure], on),
		})
	}
	return list
}

// place puts the photos where readers ask whether this is theirs: with the
// signs, or else the causes, or before the first section.
func (a *Article) place(e *Examples) {
	for _, id := range []string{"signs", "causes"} {
		for i := range a.Sections {
			if a.Sections[i].ID == id {
				a.Sections[i].Examples = e
				return
			}
		}
	}
	a.Examples = e
}

func (s *guideRender) examplePhoto(e *guide.Example, side string, sizes []*content.Picture, found float64, on *Shell) ExamplePhoto {
	w, words := s.g.Words, "example_"+e.Check.ID+"_"
	bound := e.Check.Threshold.Fail
	photo := ExamplePhoto{
		Said: w[words+side], Alt: w[words+side+"_alt"], Enlarge: w["example_enlarge"],
		Measured: w.Fill(words+"value", "value", s.decimal(found), "limit", s.decimal(bound), "percent", s.decimal(100*found), "percent_limit", s.decimal(100*bound)),
	}
	var set []string
	sum := exampleSum(sizes)
	for _, p := range sizes {
		photo.Large = on.To(exampleName(p, sum))
		set = append(set, photo.Large+" "+strconv.Itoa(p.Width)+"w")
	}
	middle := sizes[len(sizes)/2]
	photo.Src, photo.Srcset = on.To(exampleName(middle, sum)), strings.Join(set, ", ")
	photo.Width, photo.Height = middle.Width, middle.Height
	return photo
}

// decimal writes a number as the guide's language does, with as many digits
// as a reader can use.
func (s *guideRender) decimal(v float64) string {
	digits := 0
	if math.Abs(v) < 10 && v != math.Trunc(v) {
		digits = 1
	}
	return message.NewPrinter(language.Make(s.g.Lang.Tag)).Sprint(number.Decimal(v, number.Scale(digits)))
}

// exampleSum names a photo in all its sizes.
func exampleSum(sizes []*content.Picture) string {
	hash := sha256.New()
	for _, p := range sizes {
		hash.Write([]byte(p.Sum))
	}
	return hex.EncodeToString(hash.Sum(nil)[:5])
}

// exampleName is a picture's name like that of any other, with a hash that is
// the same for all sizes of a photo. The width is a part of the file's name
// already.
func exampleName(p *content.Picture, sum string) string {
	ext := path.Ext(p.Path)
	return "assets/example-" + strings.TrimSuffix(path.Base(p.Path), ext) + "." + sum + ext
}

// examplePictures adds the pictures of all pairs that a page shows. They are
// published as samplecheck wrote them: the largest is the one that was
// measured.
func (s *siteRender) examplePictures() {
	seen := map[*guide.Example]bool{}
	for _, g := range s.site.Guides {
		for _, p := range g.Pages {
			for _, e := range s.site.ExamplesOf(p) {
				if seen[e] {
					continue
				}
				seen[e] = true
				s.photo(e.Bad)
				s.photo(e.Good)
			}
		}
	}
}

func (s *siteRender) photo(sizes []*content.Picture) {
	sum := exampleSum(sizes)
	for _, p := range sizes {
		s.add(exampleName(p, sum), newKey("example", p.Sum).sum(), func(b *bytes.Buffer) error {
			src, err := os.ReadFile(p.File)
			if err != nil {
				return fmt.Errorf("read picture: %w", err)
			}
			b.Write(src)
			return nil
		})
	}
}

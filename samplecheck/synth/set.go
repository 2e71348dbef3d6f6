package synth

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"slices"
	"strings"

	"retake/samplecheck/photo"
)

// Set is a set of photos: of each scene a good one, then each defect alone in
// several severities with all else as it was, then two defects at once. With
// one severity only, the set is to be small: defects that the same check
// should find take turns between scenes.
type Set struct {
	Seed    uint64
	Scenes  int
	Levels  int // severities of each defect in a scene
	Long    int // pixels of a photo's long side
	Coarse  int // the same for photos of defects that are seen in a small picture too
	Defects []Defect
}

// Item is a photo of a set, not yet taken.
type Item struct {
	Name     string // of the file
	Group    string // of all photos of its scene
	Kind     string // the names of its defects, or "good"
	Severity []float64
	Scene    Scene
	Long     int // pixels of its long side
}

// Items are the photos of the set, those of a scene together.
func (s Set) Items() []Item {
	var items []Item
	for i := range s.Scenes {
		seed := roll(s.Seed, fmt.Sprint("scene ", i+1)).Uint64()
		items = append(items, s.scene(i, seed)...)
	}
	return items
}

func (s Set) scene(index int, seed uint64) []Item {
	d := roll(seed, "set")
	// Surfaces come in turn, so that small sets have all of them.
	good := GoodOn(seed, Surfaces[index%len(Surfaces)])
	group := fmt.Sprintf("scene-%03d", index+1)
	items := []Item{{Kind: "good", Scene: good, Long: s.Long}}
	for _, defect := range s.turn(index) {
		for level := range s.Levels {
			severity := hundredths((float64(level+1) - d.between(0, 0.55)) / float64(s.Levels))
			item := Item{Kind: defect.Name, Severity: []float64{severity}, Scene: defect.Spoil(good, severity), Long: s.Coarse}
			if defect.Fine {
				item.Long = s.Long
			}
			items = append(items, item)
		}
	}
	if len(s.Defects) > 1 {
		items = append(items, s.combined(d, good))
	}
	// Photos of one size follow each other: they share a print.
	slices.SortStableFunc(items, func(a, b Item) int { return b.Long - a.Long })
	for i := range items {
		item := &items[i]
		item.Group, item.Name = group, group+"-"+item.Kind
		for _, severity := range item.Severity {
			item.Name += fmt.Sprintf("-%02.0f", 100*severity)
		}
		item.Name = strings.ReplaceAll(item.Name, " ", "-") + ".jpg"
		// No two photos have the same noise.
		item.Scene.Sensor.Seed = roll(seed, item.Name).Uint32()
	}
	return items
}

// turn are the defects that the scene of an index shows.
func (s Set) turn(index int) []Defect {
	if s.Levels > 1 {
		return s.Defects
	}
	rivals, seen := map[string]int{}, map[string]int{}
	for _, d := range s.Defects {
		rivals[d.Check]++
	}
	var turn []Defect
	for _, d := range s.Defects {
		if seen[d.Check] == index%rivals[d.Check] {
			turn = append(turn, d)
		}
		seen[d.Check]++
	}
	return turn
}

// combined has two different defects at once.
func (s Set) combined(d dice, good Scene) Item {
	order := d.Perm(len(s.Defects))
	first, second := s.Defects[min(order[0], order[1])], s.Defects[max(order[0], order[1])]
	a, b := hundredths(d.between(0.5, 1)), hundredths(d.between(0.5, 1))
	return Item{
		Kind: first.Name + " " + second.Name, Severity: []float64{a, b},
		Scene: second.Spoil(first.Spoil(good, a), b), Long: s.Coarse,
	}
}

func hundredths(v float64) float64 { return math.Round(100*v) / 100 }

// Write takes every photo of the set and hands its files over, one by one and
// in the same order on every machine: photos, then [LabelsFile] for the
// checks that are named, and [TruthFile].
func (s Set) Write(ctx context.Context, checks []string, save func(name string, data []byte) error, report func(done, total int)) error {
	var studio Studio
	items := s.Items()
	labels, truths := newTable(labelHead...), newTable(truthHead...)
	for i, item := range items {
		if err := ctx.Err(); err != nil {
			return err
		}
		shot := studio.Take(item.Scene, item.Long)
		data, err := JPEG(shot.Picture, item.Scene.Quality)
		if err != nil {
			return err
		}
		if err := save(item.Name, data); err != nil {
			return err
		}
		labels.label(item, shot.Truth, checks)
		truths.truth(item, shot)
		report(i+1, len(items))
	}
	if err := save(LabelsFile, labels.bytes()); err != nil {
		return err
	}
	return save(TruthFile, truths.bytes())
}

// JPEG is a picture as a file, of a quality from 1 to 100.
func JPEG(p photo.Picture, quality int) ([]byte, error) {
	m := image.NewRGBA(image.Rect(0, 0, p.Width, p.Height))
	for i := range p.Width * p.Height {
		copy(m.Pix[4*i:], p.Pix[3*i:3*i+3])
		m.Pix[4*i+3] = 255
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// fingerprint names the pixels of a picture, whatever wrote the file.
func fingerprint(p photo.Picture) string {
	sum := sha256.Sum256(p.Pix)
	return hex.EncodeToString(sum[:8])
}

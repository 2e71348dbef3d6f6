package example

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"

	"retake/generator/checks"
	"retake/samplecheck/photo"
	"retake/samplecheck/synth"
)

// Widths are those in which a photo is published, in pixels: half a phone's
// column at two pixels a point, on a narrow phone and on a wide one, half a wide
// page's at two, and the photo as it was taken and measured. Phones with three
// are told to take the second: on a photo, nobody sees a third (example.html).
var Widths = []int{320, 400, 656, 960}

// quality is that of the file that is measured, as phones have it.
const quality = 80

// Bytes that the smaller pictures may have; the quality falls until they fit. A
// phone loads two pairs with at most 50 kB.
var budgets = map[int]int{320: 9_000, 400: 12_500, 656: 25_000}

const (
	best, worst, step = 80, 40, 4 // qualities that are tried
)

// Files are the photo's in all widths, by name below the content folder.
func (s *Shot) Files(base string) (described []checks.PictureFile, data map[string][]byte, err error) {
	data = map[string][]byte{}
	for _, width := range Widths {
		file, height := s.File, s.Picture.Height
		if width != s.Picture.Width {
			small := shrink(s.Picture, width)
			height = small.Height
			if file, err = fitting(small, budgets[width]); err != nil {
				return nil, nil, err
			}
		}
		name := path.Join(checks.ExamplesFolder, fmt.Sprintf("%s-%d.jpg", base, width))
		sum := sha256.Sum256(file)
		described = append(described, checks.PictureFile{Name: name, Width: width, Height: height, Bytes: len(file), Sum: hex.EncodeToString(sum[:16])})
		data[name] = file
	}
	return described, data, nil
}

// fitting is the best file within a budget, or the smallest that is tried.
func fitting(p photo.Picture, budget int) (file []byte, err error) {
	for q := best; q >= worst; q -= step {
		if file, err = synth.JPEG(p, q); err != nil || len(file) <= budget {
			break
		}
	}
	return file, err
}

// shrink makes a picture narrower: each pixel is the mean of what it covers,
// counted in whole numbers, so that every machine makes the same.
func shrink(in photo.Picture, width int) photo.Picture {
	height := (in.Height*width + in.Width/2) / in.Width
	out := photo.Picture{Width: width, Height: height, Pix: make([]uint8, 3*width*height)}
	columns, rows := covered(in.Width, width), covered(in.Height, height)
	area := in.Width * in.Height
	for y, row := range rows {
		for x, column := range columns {
			var sum [3]int
			for _, down := range row {
				for _, across := range column {
					i := 3 * (down.at*in.Width + across.at)
					for k := range sum {
						sum[k] += down.share * across.share * int(in.Pix[i+k])
					}
				}
			}
			for k, total := range sum {
				out.Pix[3*(y*width+x)+k] = uint8((total + area/2) / area)
			}
		}
	}
	return out
}

// part is how much of an old pixel lies in a new one.
type part struct{ at, share int }

// covered are the old pixels under each new one along a side. The shares of
// each add up to the old length.
func covered(old, length int) [][]part {
	all := make([][]part, length)
	for i := range all {
		from, to := i*old, (i+1)*old // in pieces of which an old pixel has length
		for at := from / length; at*length < to; at++ {
			all[i] = append(all[i], part{at, min(to, (at+1)*length) - max(from, at*length)})
		}
	}
	return all
}

package page

import (
	"encoding/json"
	"math"
	"strconv"
)

// data is what the page's script works on. Judging again needs numbers and
// labels only.
type data struct {
	Photos []photoData `json:"photos"`
	Checks []checkData `json:"checks"`
}

// photoData is a photo: its name, and the size of its picture, or nulls.
type photoData struct {
	Name   string `json:"name"`
	Width  int    `json:"width"` // of the picture; 0: there is none
	Height int    `json:"height"`
}

type checkData struct {
	ID     string   `json:"id"`
	Unit   string   `json:"unit"`
	Side   string   `json:"side"`
	Fail   float64  `json:"fail"`
	Unsure float64  `json:"unsure"`
	Axis   axis     `json:"axis"`
	Prior  float64  `json:"prior"`
	Most   float64  `json:"most"` // what the top of the retake curve is
	Judged []judged `json:"judged"`
}

// judged is one photo: its place in photos, whether it is bad, its number.
type judged struct {
	Photo  int
	Bad    bool
	Number float64
	Absent bool
}

// MarshalJSON keeps the page small: there may be thousands.
func (j judged) MarshalJSON() ([]byte, error) {
	bad := 0
	if j.Bad {
		bad = 1
	}
	if j.Absent {
		return json.Marshal([]any{j.Photo, bad, nil})
	}
	return json.Marshal([]any{j.Photo, bad, j.Number})
}

func newData(v *view) data {
	d := data{Photos: []photoData{}, Checks: []checkData{}}
	for _, name := range v.Album.names {
		p := photoData{Name: shown(name)}
		if picture := v.Album.byName[name]; picture != nil {
			p.Width, p.Height = picture.Width, picture.Height
		}
		d.Photos = append(d.Photos, p)
	}
	for _, cv := range v.Checks {
		if cv.Threshold == nil {
			continue
		}
		c := checkData{
			ID: cv.ID, Unit: cv.Unit, Side: string(cv.Threshold.Side), Fail: cv.Threshold.Fail, Unsure: cv.Threshold.Unsure,
			Axis: cv.Axis, Prior: cv.PriorShare, Most: ceiling(cv.PriorShare), Judged: []judged{},
		}
		for _, j := range cv.Judged {
			c.Judged = append(c.Judged, judged{v.Album.number[j.Photo], j.Bad, j.Value.Number, j.Value.Absent != ""})
		}
		d.Checks = append(d.Checks, c)
	}
	return d
}

// exact is a number with all its digits, as JSON has it.
func exact(number float64) string {
	text, err := json.Marshal(number)
	if err != nil { // not finite
		return strconv.FormatFloat(number, 'g', -1, 64)
	}
	return string(text)
}

// significant is a number with four digits, as explain prints it.
func significant(number float64) string {
	if number == 0 || math.IsInf(number, 0) {
		return exact(number)
	}
	const digits = 4
	scale := math.Pow(10, digits-1-math.Floor(math.Log10(math.Abs(number))))
	return short(math.Round(number*scale) / scale)
}

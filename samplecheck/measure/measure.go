// Package measure takes numbers from photos: one file a measure, each with
// its definition, unit, direction and known failures. Measures are plain
// loops over plain memory with exact definitions, so that a browser can
// repeat them.
package measure

import (
	"encoding/json"

	"retake/samplecheck/photo"
)

// Direction says which way a measure's numbers get worse.
type Direction string

// The two directions.
const (
	WorseAbove Direction = "above"
	WorseBelow Direction = "below"
)

// Measure is one number that can be taken from a photo.
type Measure struct {
	Name         string // as checks.yaml writes it
	Title        string // what it is, in a few words
	Unit         string // "mm", "share", "levels" …; "" for a pure number
	Worse        Direction
	Low, High    float64 // the range of its numbers
	Version      int     // raised when its numbers change, which makes cached ones stale
	Experimental bool    // no labelled photos have shown yet what it is worth
	Needs        photo.Parts

	take func(*scene) Value
}

// Value is a measure's number for one photo.
type Value struct {
	Number   float64 `json:"number"`
	Degraded bool    `json:"degraded,omitempty"` // the document was not found: taken from the whole picture
	Absent   string  `json:"absent,omitempty"`   // why there is no number; "" when there is one
}

// MarshalJSON writes null for a number that there is not: 0 would be one.
func (v Value) MarshalJSON() ([]byte, error) {
	var number *float64
	if v.Absent == "" {
		number = &v.Number
	}
	return json.Marshal(struct {
		Number   *float64 `json:"number"`
		Degraded bool     `json:"degraded,omitempty"`
		Absent   string   `json:"absent,omitempty"`
	}{number, v.Degraded, v.Absent})
}

// Reading is what measures say of one photo, by the measure's name.
type Reading map[string]Value

// All are the measures, in the order in which they are shown.
func All() []Measure {
	return []Measure{
		edgeWidth, worstRegion, fineDetail, smear,
		darkness, brightness, unevenLight, colourCast,
		highlight, glareShare, glareSpot,
		coveredEdge,
		cornersInside, margin, fill, resolution, rotation, perspective,
		faceFound, faceCount, faceSize, faceOffCentre,
		faceLight, faceBurnt, faceSideLight, faceBlur, eyesSeen, lowerFaceCovered,
	}
}

// Find is the measure with a name.
func Find(name string) (Measure, bool) {
	for _, m := range All() {
		if m.Name == name {
			return m, true
		}
	}
	return Measure{}, false
}

// OfFaces tells whether it has a number only when somebody has looked for
// faces.
func (m Measure) OfFaces() bool { return m.Needs&photo.FacePart != 0 }

// Needs are the parts of a photo that measures need.
func Needs(measures []Measure) (parts photo.Parts) {
	for _, m := range measures {
		parts |= m.Needs
	}
	return parts
}

// Names are the names of measures.
func Names(measures []Measure) []string {
	names := make([]string, len(measures))
	for i, m := range measures {
		names[i] = m.Name
	}
	return names
}

// Take takes one measure of a photo. For several, [Take] is quicker.
func (m Measure) Take(p *photo.Photo) Value { return m.take(newScene(p)) }

// Take takes measures of a photo. What they have in common is worked out once,
// and what none of them needs is not.
func Take(p *photo.Photo, wanted []Measure) Reading {
	reading, s := make(Reading, len(wanted)), newScene(p)
	for _, m := range wanted {
		reading[m.Name] = m.take(s)
	}
	return reading
}

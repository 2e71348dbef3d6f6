package synth

import "math"

// Defect is one way in which a photo can be bad, by how much.
type Defect struct {
	Name  string
	Check string // that should find it
	Fine  bool   // it shows in fine detail only: small pictures hide it
	Unit  string
	Worst float64 // the amount at severity 1; at severity 0 it is 0
	Area  bool    // the amount grows with the square of the severity, as a spot does with its width
	// People would call a photo good up to one amount and bad from another;
	// in between they would not agree, and nothing is said.
	Good, Bad float64
	amount    func(Truth) float64
	apply     func(s *Scene, d dice, amount float64)
}

// Defects are all that can be drawn.
func Defects() []Defect {
	return []Defect{
		{
			Name: "defocus", Check: "sharpness", Fine: true, Unit: "mm", Worst: 2.2, Good: 0.25, Bad: 0.7,
			amount: blur, apply: func(s *Scene, _ dice, mm float64) { s.Lens.Defocus = max(s.Lens.Defocus, mm) },
		},
		{
			Name: "motion", Check: "sharpness", Fine: true, Unit: "mm", Worst: 3, Good: 0.25, Bad: 0.9,
			amount: blur, apply: func(s *Scene, _ dice, mm float64) { s.Lens.Motion = mm },
		},
		{
			Name: "dark", Check: "dark", Unit: "stops", Worst: 4, Good: 0.8, Bad: 1.8,
			amount: func(t Truth) float64 { return -t.Stops }, apply: darken,
		},
		{
			Name: "bright", Check: "bright", Unit: "stops", Worst: 3, Good: 0.5, Bad: 1.3,
			amount: func(t Truth) float64 { return t.Stops },
			apply:  func(s *Scene, _ dice, stops float64) { s.Sensor.Stops = max(s.Sensor.Stops, stops) },
		},
		{
			Name: "glare", Check: "glare", Unit: "share of the document", Area: true, Worst: 0.2, Good: 0.003, Bad: 0.02,
			amount: func(t Truth) float64 { return t.Glare }, apply: dazzle,
		},
		{
			Name: "framing", Check: "framing", Unit: "share of the document", Worst: 0.45, Good: 0, Bad: 0.02,
			amount: func(t Truth) float64 { return t.Outside }, apply: cutOff,
		},
		{
			Name: "covered-edge", Check: "covered-edge", Unit: "share of a side", Worst: 0.6, Good: 0.01, Bad: 0.06,
			amount: func(t Truth) float64 { return t.Covered }, apply: cover,
		},
		{
			Name: "uneven-light", Check: "uneven-light", Unit: "brightest over darkest, less 1", Worst: 6, Good: 0.4, Bad: 1.2,
			amount: func(t Truth) float64 { return t.Uneven - 1 }, apply: overshadow,
		},
		{
			Name: "colour-cast", Check: "colour-cast", Unit: "mired", Worst: 130, Good: 30, Bad: 65,
			amount: func(t Truth) float64 { return math.Abs(t.Cast) }, apply: stain,
		},
	}
}

func blur(t Truth) float64 { return t.Blur }

// FindDefect is the defect with a name.
func FindDefect(name string) (Defect, bool) {
	for _, d := range Defects() {
		if d.Name == name {
			return d, true
		}
	}
	return Defect{}, false
}

// Spoil is the scene with the defect. Severity goes from 0, which changes
// nothing, to 1; with it the defect grows and all else stays as it is.
func (d Defect) Spoil(s Scene, severity float64) Scene {
	if severity > 0 {
		d.apply(&s, roll(s.Seed, d.Name), d.Amount(severity))
	}
	return s
}

// Amount is how much of the defect a severity is, in its unit.
func (d Defect) Amount(severity float64) float64 {
	if d.Area {
		return severity * severity * d.Worst
	}
	return severity * d.Worst
}

// Severity is the least at which people would call a photo bad.
func (d Defect) Severity() float64 {
	if d.Area {
		return math.Sqrt(d.Bad / d.Worst)
	}
	return d.Bad / d.Worst
}

// darken lets in less light, which makes the noise stand out more.
func darken(s *Scene, _ dice, stops float64) {
	s.Sensor.Stops = min(s.Sensor.Stops, -stops)
	s.Sensor.Noise *= 1 + stops/4
}

func dazzle(s *Scene, d dice, share float64) {
	g := &s.Glare
	g.Kind, g.Share = pick(d, "lamp", "window", "tube"), share
	g.At, g.Turn, g.Soft = vec{d.between(0.2, 0.8), d.between(0.25, 0.75)}, d.between(-60, 60), d.between(2.5, 6)
}

// cutOff aims the camera away until so much of the document is outside.
func cutOff(s *Scene, d dice, share float64) {
	way := toward(90*float64(d.IntN(4)) + d.between(-25, 25))
	from := s.Camera.Aim
	low, high := 0.0, 512.0 // halved until 1/16 mm
	for range 13 {
		middle := (low + high) / 2
		s.Camera.Aim = from.plus(way.times(middle))
		if s.outside(s.view(1024)) < share {
			low = middle
		} else {
			high = middle
		}
	}
	s.Camera.Aim = from.plus(way.times(high))
}

func cover(s *Scene, d dice, share float64) {
	h := &s.Hand
	h.Cover, h.Along, h.Lean = share, d.between(0.15, 0.85), d.between(-22, 22)
	h.Side = pick(d, 1, 2, 2, 3)
	if h.Palm {
		h.Side = pick(d, 1, 3)
	}
}

// overshadow throws a shadow across the document, deep enough to make its
// light so uneven.
func overshadow(s *Scene, d dice, more float64) {
	shadow := Shadow{Angle: d.between(0, 360), Soft: d.between(10, 70), Off: d.between(-14, 14)}
	low, high := 0.0, 1.0
	for range 12 {
		shadow.Depth = (low + high) / 2
		s.Light.Shadow = shadow
		if s.Light.unevenness(s.size()) < 1+more {
			low = shadow.Depth
		} else {
			high = shadow.Depth
		}
	}
	s.Light.Shadow.Depth = high
}

func stain(s *Scene, d dice, mired float64) {
	s.Sensor.Cast = mired
	if d.chance(0.4) {
		s.Sensor.Cast = -mired
	}
}

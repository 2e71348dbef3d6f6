package synth

// readable is how many pixels the smallest print must take before a photo can
// be called sharp or not.
const readable = 6.5

// corner is how far inside the photo the nearest corner must be for people to
// agree that the whole document is in it, as a share of the long side.
const corner = 0.012

// Says is what people would say of a photo for a check: whether it has the
// defect, and whether they would agree at all.
func (t Truth) Says(check string) (bad, agreed bool) {
	good, known := true, false
	for _, d := range Defects() {
		if d.Check != check {
			continue
		}
		known = true
		amount := d.amount(t)
		bad = bad || amount >= d.Bad
		good = good && amount <= d.Good
	}
	if !known || bad == good || t.hides(check) {
		return false, false
	}
	return bad, true
}

// hides tells whether another defect, or too small a picture, keeps people
// from judging what a check is about.
func (t Truth) hides(check string) bool {
	dim := t.Stops <= -1.8 || t.Stops >= 1.3
	switch check {
	case "sharpness":
		return dim || t.Print < readable
	case "glare":
		return dim
	case "dark", "bright":
		return t.Uneven > 2.2 || t.Glare > 0.05
	case "framing":
		return t.Covered >= 0.06 || t.Outside < 0.02 && t.Margin < corner
	}
	return t.Outside > 0.2
}

package photo

// Parts are what can be asked for of a photo. To make all of them takes many
// times as long as to make some; and what is made is the same with any others.
type Parts uint8

// The parts.
const (
	LightPart   Parts = 1 << iota // Frame, but for its colours
	SmallPart                     // Small
	OutlinePart                   // Document and Guess, but for what is laid flat
	ColourPart                    // and all of Frame and Document
	FacePart                      // and Faces
)

// Everything is all parts.
const Everything = LightPart | SmallPart | OutlinePart | ColourPart | FacePart

// With tells whether a part is asked for: by itself, or by one that rests on
// it.
func (p Parts) With(part Parts) bool {
	switch {
	case p&FacePart != 0:
		p |= ColourPart
		fallthrough
	case p&ColourPart != 0:
		p |= LightPart | SmallPart | OutlinePart
	}
	return p&part != 0
}

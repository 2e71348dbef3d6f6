package measure

import (
	"retake/samplecheck/photo"
)

// scene is a photo with what several measures need of it, each worked out
// once, when it is first asked for.
type scene struct {
	*photo.Photo
}

func newScene(p *photo.Photo) *scene { return &scene{Photo: p} }

// value marks a number as degraded when it should have been taken from the
// document and was taken from the whole picture.
func (s *scene) value(number float64) Value {
	return Value{Number: number, Degraded: s.Document == nil}
}

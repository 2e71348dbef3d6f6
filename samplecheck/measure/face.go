package measure

import "retake/samplecheck/photo"

const noFace = "no face was found"

// looked is a measure of all faces, found or not.
func looked(take func(*photo.Faces) float64) func(*scene) Value {
	return func(s *scene) Value {
		switch {
		case s.Faces == nil:
			return Value{Absent: "nobody looked for faces"}
		case s.Faces.Missing != "":
			return Value{Absent: s.Faces.Missing}
		}
		return Value{Number: take(s.Faces)}
	}
}

// ofFace is a measure of the largest face.
func ofFace(take func(*scene, photo.Face) Value) func(*scene) Value {
	return func(s *scene) Value {
		if v := looked(func(*photo.Faces) float64 { return 0 })(s); v.Absent != "" {
			return v
		}
		if len(s.Faces.Found) == 0 {
			return Value{Absent: noFace}
		}
		return take(s, s.Faces.Found[0])
	}
}

// oval is what of a face's square is face and nothing else: an ellipse around
// its middle, six tenths as wide and eight tenths as high.
func oval(p photo.Picture, each func(x, y, at int)) {
	for y := range p.Height {
		for x := range p.Width {
			dx, dy := (float64(x)+0.5)/float64(p.Width)-0.5, (float64(y)+0.5)/float64(p.Height)-0.5
			if dx*dx/(0.3*0.3)+dy*dy/(0.4*0.4) <= 1 {
				each(x, y, y*p.Width+x)
			}
		}
	}
}

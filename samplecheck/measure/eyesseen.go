package measure

import "retake/samplecheck/photo"

// eyesSeen is how sure it is that both eyes can be seen.
//
// Definition. The upper six tenths of the face's square, 192 pixels wide, are
// searched for eyes in squares of all sizes from 24 pixels, each 1.05 times as
// large as the one before, as they are and in fourth roots of lightness. Of
// each half of the face the most squares that agree on an eye; of the two the
// smaller number, 0 when an eye is not found.
//
//	eyes-seen = min(squares that agree on the left eye, squares that agree on the right eye)
//
// Should not react to: plain glasses, light, sharpness.
//
// Source: Viola and Jones 2001; the cascade is Hameed's, of OpenCV
// (haarcascade_eye_tree_eyeglasses).
//
// Known failures: closed eyes, which is right for this purpose; frames of
// glasses that hide the brows; glare on glasses; the darkest skin in little
// light, as for faceFound. Brows over dark glasses can pass for eyes.
var eyesSeen = Measure{
	Name: "eyes-seen", Title: "how sure it is that both eyes can be seen", Unit: "windows",
	Worse: WorseBelow, Low: 0, High: 100000, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: ofFace(func(_ *scene, f photo.Face) Value {
		return Value{Number: float64(min(f.Eyes[0].Support, f.Eyes[1].Support))}
	}),
}

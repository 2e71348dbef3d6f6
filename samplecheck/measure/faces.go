package measure

import "retake/samplecheck/photo"

// faceCount is how many people are in the picture.
//
// Definition. The number of faces, each at least a tenth of the picture's long
// side wide. One that lies upon another that more squares agree on does not
// count. That there is none is the business of [faceFound].
//
//	faces = faces with a width ≥ max(W, H) / 10
//
// Should not react to: anything but people.
//
// Source: ISO/IEC 29794-5 counts faces too.
//
// Known failures: those of faceFound; a portrait on the wall or on a document
// counts as somebody.
var faceCount = Measure{
	Name: "faces", Title: "number of faces", Unit: "",
	Worse: WorseAbove, Low: 0, High: 1000, Version: 1, Experimental: true, Needs: photo.FacePart,
	take: looked(func(f *photo.Faces) float64 { return float64(len(f.Found)) }),
}

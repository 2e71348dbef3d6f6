// Package synth draws specimen documents of countries that do not exist, and
// photographs them: on a table, on cloth, in a hand; under a lamp or a window;
// sharp or not, whole or cut off. Because everything in such a photo was made,
// everything in it is known: where the corners are, how wide a point became,
// how much of the document a reflection burnt out.
//
// The photos serve to try measures on (does a measure grow with its defect,
// and with nothing else?) and to show readers what is meant. They are no
// evidence of how well a check does on real ones.
//
// [Good] draws a scene; [Defect.Spoil] makes one thing in it worse; and
// [Scene.Take] takes the photo:
//
//	blurred, _ := synth.FindDefect("defocus")
//	shot := blurred.Spoil(synth.Good(7), 0.5).Take(1280)
//
// Lengths are in millimetres on the document. Equal scenes make the same
// bytes on every machine: light is counted in whole numbers as soon as it
// reaches the lens, and what is computed before in floating point is rounded
// far more coarsely than processors differ.
package synth

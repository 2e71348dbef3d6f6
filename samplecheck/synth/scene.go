package synth

import (
	"math"
	"runtime"
	"sync"

	"retake/samplecheck/photo"
)

// Scene is everything that a photo is made from. Equal scenes make equal
// photos, on any machine.
type Scene struct {
	Seed     uint64 // of what the document says and shows
	Passport bool   // an open passport instead of a card
	Surface  Surface
	Camera   Camera
	Light    Light
	Glare    Glare
	Lens     Lens
	Hand     Hand
	Sensor   Sensor
	Quality  int // of the JPEG file, 1 to 100
}

// size is that of the document whose corners count, in mm.
func (s Scene) size() vec {
	if s.Passport {
		return vec{pageWidth, pageHeight}
	}
	return vec{cardWidth, cardHeight}
}

// Shot is a photo of a scene, with what is true of it.
type Shot struct {
	photo.Picture
	Truth Truth
}

// Take photographs the scene. The long side of the photo is so many pixels;
// the short one is three quarters of it.
func (s Scene) Take(long int) Shot { return new(Studio).Take(s, long) }

// Studio takes photos, and keeps what the last one was made from: photos of
// one scene share their document and what lies around it. It must not be
// used by two goroutines at once; the zero Studio is ready.
type Studio struct {
	print   canvas
	printed printing
	ground  *ground
	laid    Surface
}

// printing is what a document's drawing depends on.
type printing struct {
	seed     uint64
	passport bool
	scale    float64
}

// Take photographs a scene.
func (st *Studio) Take(s Scene, long int) Shot {
	v := s.view(long)
	stage := st.set(s, v)
	behind := s.Lens.through(stage.light(v), s.Camera.scale(s.size(), v.width))
	return Shot{s.Sensor.develop(behind), stage.truth(v)}
}

func (s Scene) view(long int) view {
	width, height := long, int(math.Round(float64(long)*0.75))
	if s.Camera.Upright {
		width, height = height, width
	}
	return s.Camera.look(s.size(), width, height)
}

// set builds what stands in front of the camera.
func (st *Studio) set(s Scene, v view) *stage {
	// Twice the photo's own scale, in steps, so that photos of a scene from
	// about as far share one print.
	scale := math.Ceil(2.2*s.Camera.scale(s.size(), v.width)/4) * 4
	wanted := printing{s.Seed, s.Passport, min(scale, 40)}
	if st.printed != wanted {
		st.print, st.printed = wanted.draw(), wanted
	}
	if st.ground == nil || st.laid != s.Surface {
		st.ground, st.laid = s.Surface.lay(s.size()), s.Surface
	}
	stage := s.bare()
	stage.ground, stage.print = st.ground, st.print
	return stage
}

// bare is the stage with neither surface nor print: enough to know what is
// true of the scene.
func (s Scene) bare() *stage {
	size := s.size()
	return &stage{
		Scene: s, body: s.body(), lamp: s.Light.over(size.times(0.5)), glare: s.Glare.on(size),
		over: s.Hand.over(size, s.Light), under: s.Hand.under(size, s.Light),
	}
}

func (p printing) draw() canvas {
	if p.passport {
		return drawPage(p.seed, p.scale)
	}
	return drawCard(p.seed, p.scale)
}

// body is the thing that lies there: the card, or the whole open passport.
type body struct {
	low, high vec
	radius    float64 // mm, of its corners
	thick     float64 // mm
}

func (s Scene) body() body {
	if s.Passport {
		return body{vec{0, -pageHeight}, vec{pageWidth, pageHeight}, 3, 2.2}
	}
	return body{vec{}, vec{cardWidth, cardHeight}, cardRadius, 0.76}
}

// outside is how far a place is outside the body in mm, below 0 inside.
func (b body) outside(p vec) float64 {
	half := b.high.minus(b.low).times(0.5)
	q := p.minus(b.low).minus(half)
	d := vec{math.Abs(q.X) - half.X + b.radius, math.Abs(q.Y) - half.Y + b.radius}
	return vec{max(d.X, 0), max(d.Y, 0)}.length() + min(max(d.X, d.Y), 0) - b.radius
}

// parallel runs a piece of work for each line of a picture, on all cores.
// Lines must not depend on each other.
func parallel(lines int, work func(y int)) {
	workers := min(runtime.GOMAXPROCS(0), lines)
	var group sync.WaitGroup
	for w := range workers {
		group.Go(func() {
			for y := w; y < lines; y += workers {
				work(y)
			}
		})
	}
	group.Wait()
}

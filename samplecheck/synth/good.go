package synth

// Good draws a scene in which nothing is wrong: what differs between good
// photos differs here too.
func Good(seed uint64) Scene { return GoodOn(seed, pick(roll(seed, "place"), Surfaces...)) }

// GoodOn is [Good] on one of the [Surfaces].
func GoodOn(seed uint64, kind string) Scene {
	d := roll(seed, "scene")
	s := Scene{Seed: seed, Passport: d.chance(0.22), Quality: 70 + d.IntN(16)}
	s.Surface = Surface{Kind: kind, Seed: seed}
	s.Surface.Clutter = pick(d, 0, 0, 1, 2)
	if kind == "desk" {
		s.Surface.Clutter = 4 + d.IntN(3)
	}
	s.Camera = goodCamera(d, s.Passport)
	s.Light = Light{
		From: d.between(180, 360), Height: d.between(40, 70), Reach: d.between(500, 2000),
		Ambient: d.between(0.35, 0.65), Warmth: d.between(-50, 60),
	}
	s.Glare = Glare{Sheen: d.between(0, 0.05), Turn: d.between(0, 360), Seed: d.Uint32()}
	s.Lens = Lens{Defocus: d.between(0, 0.1), Direction: d.between(0, 180)}
	s.Hand = Hand{Tone: d.IntN(len(tones)), Seed: seed}
	if !s.Passport && d.chance(0.22) {
		s.Hand.Palm = true
		s.Surface.Below = d.between(150, 420)
	}
	s.Sensor = Sensor{Stops: d.between(-0.3, 0.25), Cast: d.between(-12, 18), Noise: d.between(1, 4), Sharpen: d.between(0.1, 0.5), Seed: d.Uint32()}
	return s
}

func goodCamera(d dice, passport bool) Camera {
	c := Camera{
		Upright: d.chance(0.5), Tilt: d.between(0, 16), Toward: d.between(0, 360), Roll: d.between(-7, 7),
		Distortion: d.between(-0.04, 0.02), Vignette: d.between(0.05, 0.3),
	}
	if d.chance(0.2) {
		c.Roll = d.between(-28, 28)
	}
	c.Fill = d.between(0.52, 0.68)
	if c.Upright {
		c.Fill = d.between(0.62, 0.78)
	}
	if passport {
		c.Fill = min(c.Fill, 0.7)
	}
	c.Aim = vec{d.between(-4, 4), d.between(-4, 4)}
	return c
}

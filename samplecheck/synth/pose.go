package synth

// Pose is a good scene as one would show it to people: a card that fills a
// wide frame, looked at from nearly straight above, with nothing
// around it.
func Pose(seed uint64, surface string) Scene {
	const steepest, crooked = 6, 5 // degrees
	s := GoodOn(seed, surface)
	s.Passport, s.Hand.Palm, s.Surface.Below = false, false, 0
	s.Surface.Clutter = 0
	s.Camera.Upright, s.Camera.Fill = false, 0.72
	s.Camera.Tilt = min(s.Camera.Tilt, steepest)
	s.Camera.Roll = max(-crooked, min(s.Camera.Roll, crooked))
	s.Lens.Defocus = 0
	s.Sensor.Noise = 1
	return s
}

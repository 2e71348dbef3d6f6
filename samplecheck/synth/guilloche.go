package synth

import "math"

// waves are a band of fine lines that swing against each other, as on
// banknotes.
func waves(d dice, width, from, to float64, lines int) shape {
	var s shape
	swing, beat := d.between(2, 4.5), d.between(0.5, 1.2)
	phase := d.between(0, 2*math.Pi)
	for i := range lines {
		share := float64(i) / float64(lines-1)
		var line []vec
		for x := 0.0; x <= width+0.5; x += 0.5 {
			t := 2 * math.Pi * x / width
			y := mix(from, to, share) + swing*math.Sin(2*t+phase+share*math.Pi)*math.Cos(beat*t+share*2)
			line = append(line, vec{x, y})
		}
		s = append(s, stroke(line, 0.09)...)
	}
	return s
}

// rosette is a flower of fine lines around a centre.
func rosette(d dice, centre vec, radius float64) shape {
	var s shape
	petals := float64(6 + d.IntN(6))
	depth := d.between(0.18, 0.34)
	const rings = 9
	for ring := range rings {
		share := float64(ring+1) / rings
		var line []vec
		for a := 0.0; a <= 360; a += 2 {
			t := a * math.Pi / 180
			r := radius * share * (1 - depth + depth*math.Sin(petals*t+share*4))
			line = append(line, centre.plus(toward(a).times(r)))
		}
		s = append(s, stroke(line, 0.09)...)
	}
	return s
}

// emblem is a plain mark that no country has: a star over waves in a ring.
func emblem(d dice, centre vec, radius float64) shape {
	var star []vec
	points := 5 + d.IntN(4)
	for i := range 2 * points {
		r := radius * 0.62
		if i%2 == 1 {
			r *= 0.48
		}
		star = append(star, centre.plus(toward(float64(i)*180/float64(points)-90).times(r)))
	}
	ring := ellipse(centre, radius, radius)[0]
	s := append(stroke(append(ring, ring[0]), radius*0.14), star)
	for i := range 3 {
		y := centre.Y + radius*(0.62+0.13*float64(i))
		var line []vec
		half := math.Sqrt(max(0, radius*radius-(y-centre.Y)*(y-centre.Y))) * 0.8
		for x := -half; x <= half; x += 0.2 {
			line = append(line, vec{centre.X + x, y + 0.04*radius*math.Sin(9*x/radius)})
		}
		s = append(s, stroke(line, radius*0.06)...)
	}
	return s
}

package synth

import "math"

// Lens is what blurs the light on its way to the sensor. Both lengths are
// measured on the document, so that they mean the same from any distance.
type Lens struct {
	Defocus   float64 // mm: the diameter of the disk that a point becomes
	Motion    float64 // mm: the way of the picture during the exposure
	Direction float64 // degrees of the motion, in the frame
}

// light is a picture before the sensor, in planes of red, green and blue;
// white is what a perfect white gives under the light at the document's
// centre. Whole numbers, so that sums are the same in any order.
type light struct {
	width, height int
	planes        [3][]int32
}

const white = 1 << 14

func newLight(width, height int) light {
	l := light{width: width, height: height}
	for i := range l.planes {
		l.planes[i] = make([]int32, width*height)
	}
	return l
}

// through is the light behind the lens, where a millimetre on the document is
// so many pixels.
func (l Lens) through(in light, scale float64) light {
	if k := disk(l.Defocus * scale); k.half > 0 {
		in = k.spread(in)
	}
	if k := trail(l.Motion*scale, l.Direction); k.half > 0 {
		in = k.spread(in)
	}
	return in
}

// kernel is the image of a point, line by line, in whole numbers.
type kernel struct {
	half int // it reaches so many pixels from its middle
	rows []kernelRow
	sum  int64
}

type kernelRow struct {
	dy   int
	runs []run
}

// run is a stretch of equal weights.
type run struct {
	from, to int // pixels from the middle, the last one included
	weight   int64
}

// grain is how many points a pixel has in each direction when a kernel is
// counted out.
const grain = 16

// disk is the image of a point out of focus, of a diameter in pixels: below
// one pixel a sensor sees no difference.
func disk(diameter float64) kernel {
	radius := int64(math.Round(diameter / 2 * grain))
	if radius <= grain/2 {
		return kernel{}
	}
	half := int(radius/grain) + 1
	weights := make([][]int64, 2*half+1)
	for j := range weights {
		weights[j] = make([]int64, 2*half+1)
		for i := range weights[j] {
			weights[j][i] = inside(int64(i-half), int64(j-half), radius)
		}
	}
	return compress(weights)
}

// inside counts the points of a pixel within a radius in points.
func inside(x, y, radius int64) int64 {
	n := int64(0)
	for j := range int64(grain) {
		for i := range int64(grain) {
			// Points lie in the middle of their cells: count in halves.
			u, v := 2*(x*grain+i)+1-grain, 2*(y*grain+j)+1-grain
			if u*u+v*v <= 4*radius*radius {
				n++
			}
		}
	}
	return n
}

// trail is the image of a point that moves in a straight line.
func trail(length, degrees float64) kernel {
	if length <= 1 {
		return kernel{}
	}
	half := int(length/2) + 2
	weights := make([][]int64, 2*half+1)
	for j := range weights {
		weights[j] = make([]int64, 2*half+1)
	}
	way := toward(degrees).times(length)
	points := int(math.Round(length * grain))
	for i := range points {
		p := way.times((float64(i)+0.5)/float64(points) - 0.5).plus(vec{float64(half), float64(half)})
		left, top := int(math.Floor(p.X)), int(math.Floor(p.Y))
		u := int64(math.Round((p.X - float64(left)) * 64))
		v := int64(math.Round((p.Y - float64(top)) * 64))
		weights[top][left] += (64 - u) * (64 - v)
		weights[top][left+1] += u * (64 - v)
		weights[top+1][left] += (64 - u) * v
		weights[top+1][left+1] += u * v
	}
	return compress(weights)
}

// compress joins equal neighbours, which makes the inside of a disk cheap.
func compress(weights [][]int64) kernel {
	half := len(weights) / 2
	k := kernel{half: half}
	for j, line := range weights {
		row := kernelRow{dy: j - half}
		for i, w := range line {
			k.sum += w
			if w == 0 {
				continue
			}
			if n := len(row.runs); n > 0 && row.runs[n-1].weight == w && row.runs[n-1].to == i-half-1 {
				row.runs[n-1].to++
				continue
			}
			row.runs = append(row.runs, run{i - half, i - half, w})
		}
		if len(row.runs) > 0 {
			k.rows = append(k.rows, row)
		}
	}
	return k
}

// spread is the light in which every point has become the kernel. Beyond its
// border the picture goes on as it ends.
func (k kernel) spread(in light) light {
	out := newLight(in.width, in.height)
	for i, plane := range in.planes {
		sums := k.running(plane, in.width, in.height)
		stride := in.width + 2*k.half + 1
		parallel(in.height, func(y int) {
			totals := make([]int64, in.width)
			for _, row := range k.rows {
				line := sums[min(max(y+row.dy, 0), in.height-1)*stride:][:stride]
				for _, r := range row.runs {
					low, high := line[r.from+k.half:], line[r.to+k.half+1:]
					for x := range totals {
						totals[x] += r.weight * int64(int32(high[x]-low[x]))
					}
				}
			}
			for x, total := range totals {
				out.planes[i][y*in.width+x] = int32((total + k.sum/2) / k.sum)
			}
		})
	}
	return out
}

// running are the sums of each line from its start, with its ends repeated on
// either side. They may wrap around: only differences are used.
func (k kernel) running(plane []int32, width, height int) []uint32 {
	stride := width + 2*k.half + 1
	sums := make([]uint32, stride*height)
	parallel(height, func(y int) {
		line, sum := plane[y*width:][:width], uint32(0)
		for x := range stride - 1 {
			sum += uint32(line[min(max(x-k.half, 0), width-1)])
			sums[y*stride+x+1] = sum
		}
	})
	return sums
}

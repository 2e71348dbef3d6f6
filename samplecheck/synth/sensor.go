package synth

import (
	"math"
	"math/bits"
	"sync"

	"retake/samplecheck/photo"
)

// Sensor is how the phone turns light into a picture.
type Sensor struct {
	Stops   float64 // exposure: 0 is right, -1 lets in half the light
	Cast    float64 // mired by which the light is warmer than the phone believes
	Noise   float64 // in thousandths of white, for a mid grey
	Sharpen float64 // how much the phone sharpens, 0 to 1
	Seed    uint32
}

// level is what a perfect white becomes at an exposure of 0 stops, as a share
// of what the sensor can hold: phones leave some room above.
const level = 0.72

// full is the most that the sensor holds, in its own steps.
const full = 1 << 14

// expose is what the sensor holds before noise, in its own steps, for one
// channel.
func (s Sensor) expose(plane []int32, gain int64) []int32 {
	out := make([]int32, len(plane))
	for i, v := range plane {
		out[i] = int32((int64(v)*gain + 1<<15) >> 16)
	}
	return out
}

// gains are what each channel is multiplied by, in 65536ths.
func (s Sensor) gains() [3]int64 {
	c := cast(s.Cast).times(level * math.Exp2(s.Stops) * full / white * 65536)
	return [3]int64{int64(math.Round(c.R)), int64(math.Round(c.G)), int64(math.Round(c.B))}
}

// develop turns light into a picture.
func (s Sensor) develop(in light) photo.Picture {
	out := photo.Picture{Width: in.width, Height: in.height, Pix: make([]uint8, 3*in.width*in.height)}
	gains, curve := s.gains(), curve8()
	for channel, plane := range in.planes {
		held := s.expose(plane, gains[channel])
		parallel(in.height, func(y int) {
			for x := range in.width {
				v := int64(held[y*in.width+x])
				v += s.grain(x, y, channel, v)
				out.Pix[3*(y*in.width+x)+channel] = curve[min(max(v, 0), int64(len(curve)-1))]
			}
		})
	}
	if s.Sharpen > 0 {
		return sharpened(out, int(math.Round(64*s.Sharpen)))
	}
	return out
}

// grain is noise: that of the light grows with its square root, that of the
// sensor is there in the dark. Most of it is grey; colours come in blotches.
func (s Sensor) grain(x, y, channel int, v int64) int64 {
	grey := scatter64(s.Seed, uint32(x), uint32(y), 7)
	blotch := scatter64(s.Seed, uint32(x/2), uint32(y/2), uint32(channel))
	n := int64(3*(bits.OnesCount64(grey)-32) + 2*(bits.OnesCount64(blotch)-32))
	index := min(max(v, 0), full) >> 6
	return n * int64(spreads[index]) * int64(math.Round(16*s.Noise)) >> 16
}

// spreads are how strong the noise is at each 64th step of the sensor, so that
// grain's sum, whose deviation is 14.4, comes out in thousandths of white
// where the sensor is half full.
var spreads = func() (table [full>>6 + 1]int32) {
	for i := range table {
		share := float64(i) / float64(full>>6)
		table[i] = int32(math.Round(4660 * math.Sqrt(0.06+1.88*share)))
	}
	return table
}()

func scatter64(seed, x, y, channel uint32) uint64 {
	h := uint64(seed)<<32 ^ uint64(x)*0x9E3779B97F4A7C15 ^ uint64(y)*0xC2B2AE3D27D4EB4F ^ uint64(channel)*0x165667B19E3779F9
	h ^= h >> 31
	h *= 0x7FB5D329728EA185
	h ^= h >> 27
	h *= 0x81DADEF4BC2DD44D
	return h ^ h>>33
}

// curve8 is the phone's tone curve: sRGB with a little more contrast, and a
// shoulder that keeps some of what is brighter than the sensor's white.
var curve8 = sync.OnceValue(func() []uint8 {
	table := make([]uint8, 4*full)
	for i := range table {
		v := float64(i) / full
		if v > 0.7 {
			v = 0.7 + 0.3*(1-math.Exp(-(v-0.7)/0.3))
		}
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		v = mix(v, ease(v), 0.3)
		table[i] = uint8(math.Round(255 * min(v*1.002, 1)))
	}
	return table
})

// sharpened adds to each pixel its difference from its neighbours, in 64ths.
func sharpened(in photo.Picture, strength int) photo.Picture {
	out := photo.Picture{Width: in.Width, Height: in.Height, Pix: make([]uint8, len(in.Pix))}
	stride := 3 * in.Width
	parallel(in.Height, func(y int) {
		up, down := max(y-1, 0)*stride, min(y+1, in.Height-1)*stride
		for x := range in.Width {
			left, right := 3*max(x-1, 0), 3*min(x+1, in.Width-1)
			edge := 0
			for k := range 3 {
				here := 4 * int(in.Pix[y*stride+3*x+k])
				edge += here - int(in.Pix[up+3*x+k]) - int(in.Pix[down+3*x+k]) - int(in.Pix[y*stride+left+k]) - int(in.Pix[y*stride+right+k])
			}
			for k := range 3 {
				v := int(in.Pix[y*stride+3*x+k]) + (edge*strength/3)>>8
				out.Pix[y*stride+3*x+k] = uint8(min(max(v, 0), 255))
			}
		}
	})
	return out
}

package page

import (
	"math"
	"slices"
	"strconv"

	"retake/samplecheck/bench"
)

// axis lays a measure's numbers out from 0 to 100 %. Numbers beyond its ends
// lie on them.
type axis struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	Bend float64 `json:"bend"` // 1 linear; 0.5 the square root, where all that matters is small
	Step float64 `json:"step"` // of the thresholds that can be dragged to
}

// outliers is the share of photos at each end that the axis need not reach.
const outliers = 0.005

func newAxis(c *bench.Check) axis {
	var numbers []float64
	for _, j := range c.Judged {
		if j.Value.Absent == "" {
			numbers = append(numbers, j.Value.Number)
		}
	}
	slices.Sort(numbers)
	a := axis{Low: 0, High: 1, Bend: 1}
	if n := len(numbers); n > 0 {
		skip := int(outliers * float64(n))
		a.Low, a.High = numbers[skip], numbers[n-1-skip]
	}
	if t := c.Threshold; t != nil {
		a.Low, a.High = min(a.Low, t.Fail, t.Unsure), max(a.High, t.Fail, t.Unsure)
	}
	if a.Low == a.High {
		a.Low, a.High = a.Low-0.5, a.High+0.5
	}
	const most, cramped = 400, 0.12
	a.Step = nice((a.High - a.Low) / most)
	a.Low, a.High = a.Step*math.Floor(a.Low/a.Step), a.Step*math.Ceil(a.High/a.Step)
	if c.Threshold != nil && a.share(c.Threshold.Fail) < cramped {
		a.Bend = 0.5
	}
	return a
}

// share is where a number lies: 0 to 1.
func (a axis) share(number float64) float64 {
	return math.Pow(min(1, max(0, (number-a.Low)/(a.High-a.Low))), a.Bend)
}

// at is the number that lies somewhere.
func (a axis) at(share float64) float64 {
	return a.Low + (a.High-a.Low)*math.Pow(share, 1/a.Bend)
}

// nice is the step of 1, 2 or 5 times a power of ten that is next.
func nice(step float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(step)))
	for _, times := range []float64{1, 2, 5} {
		if step <= times*power*(1+1e-9) {
			return times * power
		}
	}
	return 10 * power
}

// tick is a number that the axis names.
type tick struct {
	At   string // per cent
	Text string
}

func (a axis) ticks() []tick {
	const most, apart = 6, 0.11
	var found []tick
	last := math.Inf(-1)
	for i := range most + 1 {
		number := a.at(float64(i) / most)
		step := nice((a.at(min(1, float64(i+1)/most)) - a.at(max(0, float64(i-1)/most))) / 8)
		number = step * math.Round(number/step)
		at := (number - a.Low) / (a.High - a.Low)
		if at < 0 || at > 1 || a.share(number)-last < apart {
			continue
		}
		last = a.share(number)
		found = append(found, tick{percent(last), short(number)})
	}
	return found
}

// short writes a number without the noise of its last digits.
func short(number float64) string {
	return strconv.FormatFloat(math.Round(number*1e9)/1e9+0, 'f', -1, 64)
}

// percent is a place for SVG, to a hundredth of a per cent.
func percent(share float64) string {
	return strconv.FormatFloat(math.Round(share*1e4)/100+0, 'f', -1, 64) + "%"
}

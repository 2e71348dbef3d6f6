package bench

import (
	"retake/generator/checks"
	"retake/samplecheck/stat"
)

// floor holds a check against what is demanded of it.
func floor(c *checks.Check, found *Check) *Floor {
	if c.Floor == nil {
		return nil
	}
	f := &Floor{Demand{c.Floor.Caught, TooFew}, Demand{c.Floor.FalseAlarms, TooFew}}
	if found.Caught == nil {
		return f
	}
	f.Caught.State, f.FalseAlarms.State = f.judge(found, *found.Caught, *found.FalseAlarms)
	if v := found.unseen; v != nil {
		caught, alarms := f.judge(found, v.Caught, v.FalseAlarms)
		f.Caught.State, f.FalseAlarms.State = worse(f.Caught.State, caught), worse(f.FalseAlarms.State, alarms)
	}
	return f
}

func (f *Floor) judge(found *Check, caught, alarms stat.Share) (State, State) {
	return atLeast(caught, found.Bad-caught.N, f.Caught.Bound), atMost(alarms, found.Good-alarms.N, f.FalseAlarms.Bound)
}

// worse is the worse of two states. Rates of held-out photos are those of the
// rule; the threshold itself, which somebody may have moved by hand since,
// must hold too.
func worse(a, b State) State {
	for _, state := range []State{Broken, TooFew} {
		if a == state || b == state {
			return state
		}
	}
	return Holds
}

// atLeast tells whether a share is at least a floor. The interval decides:
// with the floor in it, nobody can tell. And what holds must still hold if
// all photos that could not be assessed had gone wrong: refusing the hard
// ones is no way through a gate.
func atLeast(s stat.Share, absent int, floor float64) State {
	switch {
	case s.High < floor:
		return Broken
	case s.Low >= floor && stat.Of(s.K, s.N+absent).Low >= floor:
		return Holds
	}
	return TooFew
}

// atMost tells whether a share is at most a ceiling, in the same way.
func atMost(s stat.Share, absent int, ceiling float64) State {
	switch {
	case s.Low > ceiling:
		return Broken
	case s.High <= ceiling && stat.Of(s.K+absent, s.N+absent).High <= ceiling:
		return Holds
	}
	return TooFew
}

// overall is the worst that can be said of any floor. Where nothing could be
// assessed there is too little to say anything.
func overall(r *Result) State {
	state, assessed := Holds, 0
	for _, c := range r.Checks {
		assessed += c.NotAssessed.N - c.NotAssessed.K
		if c.Floor == nil {
			continue
		}
		for _, d := range []Demand{c.Floor.Caught, c.Floor.FalseAlarms} {
			if d.State == Broken || d.State == TooFew && state == Holds {
				state = d.State
			}
		}
	}
	if assessed == 0 && state == Holds {
		return TooFew
	}
	return state
}

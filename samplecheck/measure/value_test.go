package measure

import (
	"encoding/json"
	"testing"
)

func TestNoNumberIsNotZero(t *testing.T) {
	for want, v := range map[string]Value{
		`{"number":0}`:                              {},
		`{"number":0.25,"degraded":true}`:           {Number: .25, Degraded: true},
		`{"number":null,"absent":"nothing to see"}`: {Absent: "nothing to see"},
	} {
		got, err := json.Marshal(v)
		if err != nil || string(got) != want {
			t.Errorf("%+v is %s, %v", v, got, err)
		}
		var back Value
		if err := json.Unmarshal(got, &back); err != nil || back != v {
			t.Errorf("%s comes back as %+v, %v", got, back, err)
		}
	}
}

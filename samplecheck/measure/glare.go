package measure

var glareShare = Measure{
	Name: "glare-share", Title: "share of the picture that is burnt out", Unit: "share",
	Worse: WorseAbove, Low: 0, High: 1, Version: 1,
	take: func(s *scene) Value {
		burnt := 0
		for _, v := range s.Frame.Luma {
			if v >= 250 {
				burnt++
			}
		}
		return s.value(float64(burnt) / float64(max(1, len(s.Frame.Luma))))
	},
}

package measure

// darkness and brightness stand on the mean lightness of the picture.
var darkness = Measure{
	Name: "darkness", Title: "mean lightness, for photos that are too dark", Unit: "levels",
	Worse: WorseBelow, Low: 0, High: 255, Version: 1,
	take: func(s *scene) Value { return s.value(mean(s.Frame.Luma)) },
}

var brightness = Measure{
	Name: "brightness", Title: "mean lightness, for photos that are too bright", Unit: "levels",
	Worse: WorseAbove, Low: 0, High: 255, Version: 1,
	take: func(s *scene) Value { return s.value(mean(s.Frame.Luma)) },
}

func mean(luma []uint8) float64 {
	sum := 0
	for _, v := range luma {
		sum += int(v)
	}
	return float64(sum) / float64(max(1, len(luma)))
}

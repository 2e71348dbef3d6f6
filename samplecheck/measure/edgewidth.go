package measure

// fewestEdges is how many edges a width is worth taking from: a blank wall
// has none, whatever the lens did.
const fewestEdges = 50

var edgeWidth = Measure{
	Name: "edge-width", Title: "width of the strongest edges", Unit: "px",
	Worse: WorseAbove, Low: 0, High: 100, Version: 1,
	take: func(s *scene) Value {
		strong := strongest(findEdges(s.Frame), 0.2)
		if len(strong) < fewestEdges {
			return Value{Absent: "there are too few edges to judge sharpness by"}
		}
		return s.value(widthAt(strong, 0.5))
	},
}

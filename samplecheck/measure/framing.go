package measure

// cornersInside counts nothing where no document was found: what is not
// found is not inside.
var cornersInside = Measure{
	Name: "corners-inside", Title: "how far the corner nearest to the border is inside", Unit: "share",
	Worse: WorseBelow, Low: -1, High: 0.5, Version: 1,
	take: func(s *scene) Value {
		if s.Document == nil {
			return Value{Absent: "no document was found"}
		}
		return Value{Number: nearestCorner(s)}
	},
}

// nearestCorner is the least distance of a corner to the picture's border as
// a share of the picture's short side, negative outside.
func nearestCorner(s *scene) float64 {
	short := float64(min(s.Width, s.Height))
	least := 1.0
	for _, c := range s.Document.Corners {
		x, y := min(c.X, 1-c.X)*float64(s.Width), min(c.Y, 1-c.Y)*float64(s.Height)
		least = min(least, x/short, y/short)
	}
	return least
}

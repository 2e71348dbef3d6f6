package quad

// Slopes are worked out a row at a time, in rows that stay in the processor's
// nearest memory, and of four pixels at once: the four quarters of a row lie
// side by side in the lanes of words. A lane's highest bit is kept free for
// what becomes of comparing all four.
const (
	laneBits = 16
	lane     = 1<<laneBits - 1
	ones     = 1 | 1<<laneBits | 1<<(2*laneBits) | 1<<(3*laneBits) // one in each lane
	high     = ones << (laneBits - 1)
)

// A slope has two parts, to the right and down, in slopeUnits, with bias.
const (
	slopeUnit = 128     // of a level a pixel: 16 of the smoothing, 8 of Sobel's
	bias      = 1 << 14 // more than any slope falls by
)

// filter smoothes a picture with 1-2-1 both ways and works out Sobel's slopes
// of that, both at once. Beyond the border lies what is on it. Each pixel's
// slope is that of the colour channel in which it is longest.
type filter struct {
	w, h     int
	channels int         // that differ: 1 when the picture is grey
	pix      []uint8     // the channels of each pixel
	quarter  int         // pixels of a row in one lane, of those that are not on the border
	read     int         // rows so far
	line     []uint8     // a row with what lies beyond it
	rows     [5][]uint64 // two rows above, the row, two below

	across, along []uint64 // what each column adds to slopes to the right, and down
	right, down   []uint64 // the slopes of each channel
}

// slopes are those of a row: of each of the quarters' pixels, and of one to
// its left and right.
type slopes struct {
	right, down []uint64
	length      []uint64
	way         []uint64 // in which the neighbours lie that are across an edge: a bit of each lane, or none
}

// The ways that edges are crossed, by what they have to be shifted by to be a
// lane's highest bit.
const (
	level    = iota // to the left and right
	upright         // up and down
	falling         // to the upper left and the lower right
	climbing        // to the lower left and the upper right
)

func newFilter(m *edgeMap, pix, light []uint8) *filter {
	f := &filter{w: m.w, h: m.h, channels: 3, pix: pix, quarter: (m.w + 1) / 4}
	if isGrey(pix) { // or has no colours
		f.channels, f.pix = 1, light
	}
	words := m.memory.words.room
	wide := (f.quarter + 2) * f.channels
	reach := wide + 4*f.channels
	f.line = m.memory.bytes.room(3*f.quarter*f.channels + reach)
	for i := range f.rows {
		f.rows[i] = words(reach)
	}
	f.across, f.along = words(reach), words(reach)
	f.right, f.down = words(wide), words(wide)
	f.next()
	copy(f.rows[3], f.rows[4]) // above the first row
	copy(f.rows[2], f.rows[4])
	f.next()
	return f
}

func (f *filter) newSlopes(m *edgeMap) slopes {
	words := func() []uint64 { return m.memory.words.room(f.quarter + 2) }
	return slopes{words(), words(), words(), words()}
}

// isGrey tells whether the channels of each pixel are the same.
func isGrey(pix []uint8) bool {
	for ; len(pix) >= 3; pix = pix[3:] {
		if pix[0] != pix[1] || pix[0] != pix[2] {
			return false
		}
	}
	return true
}

// next reads one row more.
func (f *filter) next() {
	row := f.rows[0]
	copy(f.rows[:], f.rows[1:])
	f.rows[4] = row
	n, wide := f.channels, f.w*f.channels
	copy(f.line[2*n:], f.pix[min(f.read, f.h-1)*wide:][:wide])
	f.read++
	copy(f.line[n:2*n], f.line[2*n:])
	copy(f.line[:n], f.line[2*n:])
	for at := 2*n + wide; at < len(f.line); at++ {
		f.line[at] = f.line[at-n]
	}
	quarter := f.quarter * n
	a, b, c, d := f.line[:len(row)], f.line[quarter:][:len(row)], f.line[2*quarter:][:len(row)], f.line[3*quarter:][:len(row)]
	for i := range row {
		row[i] = uint64(a[i]) | uint64(b[i])<<laneBits | uint64(c[i])<<(2*laneBits) | uint64(d[i])<<(3*laneBits)
	}
}

// slopes works out those of the next row.
func (f *filter) slopes(out slopes) {
	f.next()
	f.columns()
	if f.channels == 1 {
		f.sums(out.right, out.down)
		lengths(out)
		return
	}
	f.sums(f.right, f.down)
	longest(f.right, f.down, out)
}

// columns weighs five rows: with 1, 4, 6, 4, 1 for slopes to the right, with
// -1, -2, 0, 2, 1 and a sixteenth of the bias for those down.
func (f *filter) columns() {
	across := f.across
	n := len(across)
	along := f.along[:n]
	r0, r1, r2, r3, r4 := f.rows[0][:n], f.rows[1][:n], f.rows[2][:n], f.rows[3][:n], f.rows[4][:n]
	for i := range across {
		v0, v1, v3, v4 := r0[i], r1[i], r3[i], r4[i]
		across[i] = v0 + v4 + 4*(v1+v3) + 6*r2[i]
		along[i] = v4 + 2*v3 + bias/16*ones - (v0 + 2*v1)
	}
}

// sums weighs five columns, the other way round.
func (f *filter) sums(right, down []uint64) {
	n, wide := f.channels, len(right)
	down = down[:wide]
	a0, a1, a3, a4 := f.across[:wide], f.across[n:][:wide], f.across[3*n:][:wide], f.across[4*n:][:wide]
	d0, d1, d2, d3, d4 := f.along[:wide], f.along[n:][:wide], f.along[2*n:][:wide], f.along[3*n:][:wide], f.along[4*n:][:wide]
	for i := range right {
		right[i] = a4[i] + 2*a3[i] + bias*ones - (a0[i] + 2*a1[i])
		down[i] = d0[i] + d4[i] + 4*(d1[i]+d3[i]) + 6*d2[i]
	}
}

// longest chooses the slope of the channel in which its parts add up to most,
// of equal ones the first.
func longest(right, down []uint64, out slopes) {
	wide := len(out.right)
	outRight, outDown, outLength, outWay := out.right[:wide], out.down[:wide], out.length[:wide], out.way[:wide]
	for i := range outRight {
		r, d := right[3*i:][:3], down[3*i:][:3]
		x, y, x1, y1, x2, y2 := r[0], d[0], r[1], d[1], r[2], d[2]
		ax, ay, ax1, ay1, ax2, ay2 := size(x), size(y), size(x1), size(y1), size(x2), size(y2)
		longer := all((ax1 + ay1 | high) - (ax + ay) - ones)
		x, y, ax, ay = x^(x^x1)&longer, y^(y^y1)&longer, ax^(ax^ax1)&longer, ay^(ay^ay1)&longer
		longer = all((ax2 + ay2 | high) - (ax + ay) - ones)
		x, y, ax, ay = x^(x^x2)&longer, y^(y^y2)&longer, ax^(ax^ax2)&longer, ay^(ay^ay2)&longer
		outRight[i], outDown[i] = x, y
		outLength[i], outWay[i] = slopeOf(x, y, ax, ay)
	}
}

func lengths(out slopes) {
	wide := len(out.right)
	right, down, length, way := out.right[:wide], out.down[:wide], out.length[:wide], out.way[:wide]
	for i, x := range right {
		y := down[i]
		length[i], way[i] = slopeOf(x, y, size(x), size(y))
	}
}

// all fills those lanes whose highest bit is set, and empties the others.
func all(set uint64) uint64 {
	set = set >> (laneBits - 1) & ones
	return set<<laneBits - set
}

// size is how far from the bias each lane is.
func size(v uint64) uint64 {
	less := ^v >> 14 & ones // than the bias
	return v&((bias-1)*ones) ^ (less<<14 - less) + less
}

// slopeOf is how long a slope is and which way an edge with it is crossed, of
// its parts and their sizes. Its length is the larger size and three eighths
// of the smaller, which is right to seven hundredths. It is crossed along those
// parts that have at least half of the length. What is less than leastStep is
// no edge.
func slopeOf(right, down, x, y uint64) (length, way uint64) {
	differ := (x ^ y) & all((x|high)-y)
	larger, smaller := y^differ, x^differ
	length = larger + smaller>>2&(lane>>2*ones) + smaller>>3&(lane>>3*ones)
	enough := ((length | high) - leastStep*slopeUnit*ones) & high
	muchX, muchY := (2*x|high)-length, (2*y|high)-length
	both := muchX & muchY & enough
	opposed := (right ^ down) << 1 // one rises, one falls
	return length, (muchX^both)&enough>>level | (muchY^both)&enough>>upright | both&^opposed>>falling | both&opposed>>climbing
}

package vision

// greyCMYK is a 64 × 64 JPEG of four inks as Adobe's programs store them,
// upside down: a grey of 90 from three of them, and no black. There is no
// encoder for such files in Go, and one for a single grey is short.
var greyCMYK = makeGreyCMYK()

func makeGreyCMYK() []byte {
	segment := func(marker byte, data ...byte) []byte {
		return append([]byte{0xff, marker, 0, byte(len(data) + 2)}, data...)
	}
	ones := make([]byte, 65) // table 0, all steps 1
	for i := 1; i < len(ones); i++ {
		ones[i] = 1
	}
	lengths := func(class byte, counts []byte, symbols ...byte) []byte {
		table := append([]byte{class}, make([]byte, 16)...)
		copy(table[1:], counts)
		return append(table, symbols...)
	}
	file := []byte{0xff, 0xd8}
	for _, s := range [][]byte{
		segment(0xee, append([]byte("Adobe"), 0, 100, 0, 0, 0, 0, 0)...),
		segment(0xdb, ones...),
		segment(0xc0, 8, 0, 64, 0, 64, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0),
		segment(0xc4, lengths(0x00, []byte{1, 1, 1}, 0, 9, 10)...), // the means' sizes in bits: 0, 10, 110
		segment(0xc4, lengths(0x10, []byte{1}, 0)...),              // nothing but the mean: 0
		segment(0xda, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0),
	} {
		file = append(file, s...)
	}

	var bits string
	for block := range 64 {
		for ink := range 4 {
			switch {
			case block > 0:
				bits += "0" // as the block before
			case ink < 3:
				bits += "10" + "011001111" // 8 × (90 − 128) = −304
			default:
				bits += "110" + "1111111000" // 8 × (255 − 128) = 1016
			}
			bits += "0"
		}
	}
	for len(bits)%8 != 0 {
		bits += "1"
	}
	for ; bits != ""; bits = bits[8:] {
		b := byte(0)
		for _, bit := range bits[:8] {
			b = b<<1 | byte(bit-'0')
		}
		if file = append(file, b); b == 0xff {
			file = append(file, 0)
		}
	}
	return append(file, 0xff, 0xd9)
}

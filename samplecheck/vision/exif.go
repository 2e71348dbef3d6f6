package vision

import "encoding/binary"

// readOrientation reads how a picture is to be turned from EXIF data, which
// starts with a TIFF header (EXIF 2.32, 4.6.4): 1 to 8, and 1 when it does
// not say or cannot be read. Wrong EXIF data is common and no reason to refuse.
func readOrientation(tiff []byte) int {
	const entrySize, orientationTag, shortType = 12, 0x0112, 3
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < entrySize {
			return 1
		}
		if order.Uint16(entries) == orientationTag && order.Uint16(entries[2:]) == shortType {
			if value := order.Uint16(entries[8:]); value >= 1 && value <= 8 {
				return int(value)
			}
			return 1
		}
		entries = entries[entrySize:]
	}
	return 1
}

package vision

import (
	"bytes"
	"encoding/binary"
	"strings"
	"time"
)

// Tags of EXIF (2.32, 4.6.4 and 4.6.5), and the types of their values.
const (
	orientationTag = 0x0112
	changedTag     = 0x0132
	exifTag        = 0x8769 // where the next directory is
	originalTag    = 0x9003
	shortType      = 3
)

// readOrientation reads how a picture is to be turned from EXIF data, which
// starts with a TIFF header: 1 to 8, and 1 when it does not say or cannot be
// read. Wrong EXIF data is common and no reason to refuse.
func readOrientation(data []byte) int {
	t, first, ok := readTIFF(data)
	if !ok {
		return 1
	}
	e, ok := t.entry(first, orientationTag)
	if !ok || t.order.Uint16(e[2:]) != shortType {
		return 1
	}
	if value := t.order.Uint16(e[8:]); value >= 1 && value <= 8 {
		return int(value)
	}
	return 1
}

// Taken is when a JPEG says that it was taken, by the clock of the camera,
// whose zone is not known. The beginning of the file is enough.
func Taken(data []byte) (time.Time, bool) {
	at := bytes.Index(data, []byte("Exif\x00\x00"))
	if !bytes.HasPrefix(data, []byte("\xff\xd8")) || at < 0 {
		return time.Time{}, false
	}
	t, first, ok := readTIFF(data[at+6:])
	if !ok {
		return time.Time{}, false
	}
	if e, ok := t.entry(first, exifTag); ok {
		if e, ok := t.entry(int64(t.order.Uint32(e[8:])), originalTag); ok {
			if when, ok := t.time(e); ok {
				return when, true
			}
		}
	}
	e, ok := t.entry(first, changedTag)
	if !ok {
		return time.Time{}, false
	}
	return t.time(e)
}

type tiff struct {
	data  []byte
	order binary.ByteOrder
}

// readTIFF reads the header: the order of bytes, and where the first directory
// is.
func readTIFF(data []byte) (t tiff, first int64, ok bool) {
	if len(data) < 8 {
		return t, 0, false
	}
	t = tiff{data, binary.LittleEndian}
	if string(data[:2]) == "MM" {
		t.order = binary.BigEndian
	}
	return t, int64(t.order.Uint32(data[4:])), true
}

// entry is the entry of a tag in the directory at a place.
func (t tiff) entry(at int64, tag uint16) ([]byte, bool) {
	const entrySize = 12
	if at+2 > int64(len(t.data)) {
		return nil, false
	}
	entries := t.data[at+2:]
	for range t.order.Uint16(t.data[at:]) {
		if len(entries) < entrySize {
			return nil, false
		}
		if t.order.Uint16(entries) == tag {
			return entries[:entrySize], true
		}
		entries = entries[entrySize:]
	}
	return nil, false
}

// time reads an entry whose value is a time, which stands elsewhere.
func (t tiff) time(entry []byte) (time.Time, bool) {
	const layout = "2006:01:02 15:04:05"
	at := int64(t.order.Uint32(entry[8:]))
	if at+int64(len(layout)) > int64(len(t.data)) {
		return time.Time{}, false
	}
	when, err := time.Parse(layout, strings.TrimRight(string(t.data[at:at+int64(len(layout))]), "\x00 "))
	return when, err == nil
}

package vision

import "retake/samplecheck/photo"

// Thumbnail decodes a photo and shrinks it until its long side is side pixels
// at most. It refuses what [Open] refuses, and looks for no document.
func Thumbnail(name string, data []byte, side int) (photo.Picture, error) {
	h, err := readHeader(name, data)
	if err != nil {
		return photo.Picture{}, err
	}
	full, err := decode(h, data)
	if err != nil {
		return photo.Picture{}, err
	}
	defer full.Close()
	return small(full, side), nil
}

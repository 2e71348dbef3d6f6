package vision

import "retake/samplecheck/photo"

// Thumbnail decodes a photo and shrinks it until its long side is side pixels
// at most. It refuses what [Open] refuses, and looks for no document.
func Thumbnail(name string, data []byte, side int) (photo.Picture, error) {
	v, err := viewsOf(name, data)
	if err != nil {
		return photo.Picture{}, err
	}
	defer v.close()
	view, err := v.colours(side)
	if err != nil {
		return photo.Picture{}, err
	}
	return shrunk(view, side), nil
}

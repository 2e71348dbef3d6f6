package vision

import "gocv.io/x/gocv"

// DecodeWhole decodes a JPEG, PNG or WebP at full size and does nothing with
// it: what the speed of all else is measured against.
func DecodeWhole(data []byte) error {
	mat, err := gocv.IMDecode(data, gocv.IMReadColor)
	if err != nil {
		return err
	}
	return mat.Close()
}

package vision

import "gocv.io/x/gocv"

// Version is raised when Open makes other pixels or other refusals of the same
// file, which makes cached numbers stale.
const Version = 6

// OpenCV is the version of the library, on which single pixels may depend.
func OpenCV() string { return gocv.OpenCVVersion() }

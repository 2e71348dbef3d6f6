package vision

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"gocv.io/x/gocv"
)

// cascade is one of OpenCV's trained finders (Viola and Jones 2001).
type cascade struct{ gocv.CascadeClassifier }

// window is a square in which a cascade has seen what it looks for, in pixels.
type window struct {
	x, y, side float64
	support    int // how many windows it stands for
}

func (w window) middle() (x, y float64) { return w.x + w.side/2, w.y + w.side/2 }

func (w window) holds(x, y float64) bool {
	return x > w.x && x < w.x+w.side && y > w.y && y < w.y+w.side
}

func (w window) scaled(by float64) window { return window{w.x * by, w.y * by, w.side * by, w.support} }

// windows are all squares of a picture in which a cascade sees something, at
// least so many pixels wide. Their order depends on the machine.
func (c *cascade) windows(grey gocv.Mat, step float64, least int) []image.Rectangle {
	if grey.Empty() || min(grey.Cols(), grey.Rows()) < least {
		return nil
	}
	return c.DetectMultiScaleWithParams(grey, step, 0, 0, image.Pt(least, least), image.Point{})
}

// agreeing are the means of windows that lie upon each other, of groups that
// have a quorum; the largest first. How many agree says how sure the cascade is.
func agreeing(found []image.Rectangle, quorum int) []window {
	slices.SortFunc(found, func(a, b image.Rectangle) int {
		return cmp.Or(b.Dx()-a.Dx(), a.Min.Y-b.Min.Y, a.Min.X-b.Min.X)
	})
	group := make([]int, len(found))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			i = group[i]
		}
		return i
	}
	for i, a := range found {
		for j, b := range found[:i] {
			if alike(a, b) {
				one, other := root(i), root(j)
				group[max(one, other)] = min(one, other)
			}
		}
	}
	sums := make([]window, len(found))
	for i, r := range found {
		s := &sums[root(i)]
		s.x, s.y, s.side, s.support = s.x+float64(r.Min.X), s.y+float64(r.Min.Y), s.side+float64(r.Dx()), s.support+1
	}
	var kept []window
	for _, s := range sums {
		if n := float64(s.support); s.support >= quorum {
			kept = append(kept, window{s.x / n, s.y / n, s.side / n, s.support})
		}
	}
	slices.SortStableFunc(kept, func(a, b window) int { return cmp.Compare(b.side, a.side) })
	return kept
}

// alike are squares whose sides are nowhere farther apart than a fifth of the
// smaller one.
func alike(a, b image.Rectangle) bool {
	most := min(a.Dx(), b.Dx()) / 5
	near := func(u, v int) bool { return u-v <= most && v-u <= most }
	return near(a.Min.X, b.Min.X) && near(a.Min.Y, b.Min.Y) && near(a.Max.X, b.Max.X) && near(a.Max.Y, b.Max.Y)
}

// cascadeFolders is where distributions put what comes with OpenCV: Debian and
// Ubuntu (opencv-data), what was built by hand, Homebrew.
var cascadeFolders = []string{"/usr/share/opencv4/haarcascades", "/usr/local/share/opencv4/haarcascades", "/opt/homebrew/share/opencv4/haarcascades"}

const (
	faceCascade = "haarcascade_frontalface_alt2.xml"
	eyeCascade  = "haarcascade_eye_tree_eyeglasses.xml"
)

type cascades struct {
	face, eye cascade
	missing   string // why there are none
}

// idle are cascades that nobody uses: they cannot be used by two at a time,
// and loading them takes longer than to look for a face.
var idle struct {
	sync.Mutex
	cascades []*cascades
}

func takeCascades() *cascades {
	idle.Lock()
	defer idle.Unlock()
	if n := len(idle.cascades); n > 0 {
		c := idle.cascades[n-1]
		idle.cascades = idle.cascades[:n-1]
		return c
	}
	return loadFrom(cascadeFolders)
}

func (c *cascades) giveBack() {
	idle.Lock()
	defer idle.Unlock()
	idle.cascades = append(idle.cascades, c)
}

func loadFrom(folders []string) *cascades {
	c := &cascades{face: cascade{gocv.NewCascadeClassifier()}, eye: cascade{gocv.NewCascadeClassifier()}}
	for name, into := range map[string]*cascade{faceCascade: &c.face, eyeCascade: &c.eye} {
		if file, _ := findCascade(folders, name); file == "" || !into.Load(file) {
			c.missing = "faces cannot be looked for without OpenCV's cascades: install the package opencv-data (Debian, Ubuntu) or opencv (Homebrew)"
		}
	}
	return c
}

// FaceFinder names the files that faces are found with, on which numbers
// depend.
var FaceFinder = sync.OnceValue(func() string {
	_, face := findCascade(cascadeFolders, faceCascade)
	_, eye := findCascade(cascadeFolders, eyeCascade)
	return face + " " + eye
})

// findCascade is the first whole file of a name, with its hash. OpenCV ends
// the process over one that breaks off.
func findCascade(folders []string, name string) (file, sum string) {
	for _, folder := range folders {
		file := filepath.Join(folder, name)
		data, err := os.ReadFile(file)
		if err == nil && bytes.Contains(data, []byte("<opencv_storage>")) && bytes.HasSuffix(bytes.TrimSpace(data), []byte("</opencv_storage>")) {
			hash := sha256.Sum256(data)
			return file, hex.EncodeToString(hash[:4])
		}
	}
	return "", "none"
}

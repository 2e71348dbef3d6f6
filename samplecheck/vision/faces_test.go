package vision

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
)

func TestACascadeThatIsMissingOrCutOffIsNoCrash(t *testing.T) {
	cut := t.TempDir()
	for _, name := range []string{faceCascade, eyeCascade} {
		if err := os.WriteFile(filepath.Join(cut, name), []byte("<?xml version=\"1.0\"?>\n<opencv_storage>\n<cascade"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, folder := range []string{filepath.Join(cut, "nowhere"), cut} {
		c := loadFrom([]string{folder})
		if !strings.Contains(c.missing, "opencv-data") {
			t.Errorf("%s: it says %q", folder, c.missing)
		}
	}
	p := &photo.Photo{Frame: photo.NewPicture(8, 8, make([]uint8, 3*8*8)), Faces: &photo.Faces{Missing: "install it"}}
	for _, name := range []string{"faces", "face-found", "face-light"} {
		m, _ := measure.Find(name)
		if v := m.Take(p); v.Absent != "install it" {
			t.Errorf("%s: %+v", name, v)
		}
	}
}

func TestWindowsThatLieUponEachOtherAreOne(t *testing.T) {
	square := func(x, y, side int) image.Rectangle { return image.Rect(x, y, x+side, y+side) }
	found := []image.Rectangle{square(300, 10, 40), square(10, 10, 100), square(14, 12, 104), square(12, 8, 96), square(302, 11, 41)}
	got := agreeing(found, 2)
	want := []window{{12, 10, 100, 3}, {301, 10.5, 40.5, 2}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("they are %+v", got)
	}
	if alone := agreeing(found, 3); len(alone) != 1 {
		t.Errorf("with a quorum of three: %+v", alone)
	}
	nose := window{40, 60, 40, 2}
	if kept := apart([]window{got[0], nose}); len(kept) != 1 || kept[0] != got[0] {
		t.Errorf("beside the face stays %+v", kept)
	}
}

package cache

import (
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/worker"
)

var measures = map[string]string{"edge-width": "3", "corners-inside": "2"}

// wanted are all of them.
var wanted = []string{"corners-inside", "edge-width"}

func open(t *testing.T, dir, versions string) Cache {
	t.Helper()
	c, err := Open(dir, versions, measures)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var reading = worker.Answer{Reading: measure.Reading{
	"edge-width": {Number: 1.0 / 3, Degraded: true}, "corners-inside": {Absent: "No document was found."},
}}

func TestAnswersComeBackAsTheyWere(t *testing.T) {
	dir := t.TempDir()
	c := open(t, dir, "1")
	refusal := worker.Answer{Refusal: &photo.Refusal{Code: "heic", Reason: "Save it as JPEG."}}
	for name, want := range map[string]worker.Answer{"a.jpg": reading, "b.heic": refusal} {
		sum := dataset.Sum{byte(name[0])}
		if _, ok := c.Answer(name, sum, wanted); ok {
			t.Errorf("%s is known before it was measured", name)
		}
		if err := c.Remember(name, sum, want); err != nil {
			t.Fatal(err)
		}
		if got, ok := open(t, dir, "1").Answer("elsewhere/"+name, sum, wanted); !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v", name, got)
		}
		if _, ok := open(t, dir, "2").Answer(name, sum, wanted); ok {
			t.Errorf("%s is known to another version", name)
		}
		if _, ok := c.Answer(name+".png", sum, wanted); ok {
			t.Errorf("%s is known under another ending", name)
		}
	}
}

// TestReadingsAreCompleted: what was measured for one purpose is known to every
// other that wants no more, and each number has a version of its own.
func TestReadingsAreCompleted(t *testing.T) {
	all, sum := open(t, t.TempDir(), "1"), dataset.Sum{1}
	other := all.For("1", map[string]string{"edge-width": "4", "corners-inside": "2"})
	width := worker.Answer{Reading: measure.Reading{"edge-width": reading.Reading["edge-width"]}}
	few := []string{"edge-width"}
	know := func(when string, c Cache, wanted []string, want worker.Answer, known bool) {
		t.Helper()
		if got, ok := c.Answer("a.jpg", sum, wanted); ok != known || known && !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, got %+v", when, ok, got)
		}
	}
	remember := func(c Cache, a worker.Answer) {
		t.Helper()
		if err := c.Remember("a.jpg", sum, a); err != nil {
			t.Fatal(err)
		}
	}
	remember(all, width)
	know("one of two is there", all, wanted, worker.Answer{}, false)
	know("it was wanted alone", all, few, width, true)
	remember(all, worker.Answer{Reading: measure.Reading{"corners-inside": reading.Reading["corners-inside"]}})
	know("the other came to it", all, wanted, reading, true)
	know("one of two is wanted", all, few, width, true)
	know("another version is wanted", other, few, worker.Answer{}, false)
	remember(other, width)
	know("another version was taken", other, few, width, true)
	know("the version before is gone", all, wanted, worker.Answer{}, false)
}

func TestFolderKnowsAnswersByItself(t *testing.T) {
	dir, c, sum := t.TempDir(), open(t, t.TempDir(), "1"), dataset.Sum{7}
	file := filepath.Join(dir, "a.jpg")
	if err := os.WriteFile(file, []byte("four"), 0o600); err != nil {
		t.Fatal(err)
	}
	then := time.Now().Add(-time.Hour)
	if err := os.Chtimes(file, then, then); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	f := c.Folder(dir)
	f.Hashed("a.jpg", info, 4, sum)
	if err := f.Remember("a.jpg", sum, reading); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Answer("elsewhere.jpg", sum, wanted); !ok {
		t.Error("what a folder remembers is not known elsewhere")
	}
	if err := os.RemoveAll(filepath.Join(c.dir, "answers")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]struct {
		cache  Cache
		wanted []string
		known  bool
	}{
		"the same":         {c, wanted, true},
		"fewer measures":   {c, wanted[:1], true},
		"more measures":    {c, append(wanted, "highlight"), false},
		"another version":  {c.For("1", map[string]string{"edge-width": "4"}), wanted[1:], false},
		"another decoding": {c.For("2", measures), wanted, false},
	} {
		f := want.cache.Folder(dir)
		if _, ok := f.Sum("a.jpg", info); !ok {
			t.Errorf("%s: the hash is not known", name)
		}
		if _, ok := f.Answer("a.jpg", sum, want.wanted); ok != want.known {
			t.Errorf("%s: %v", name, ok)
		}
		if _, ok := f.Answer("a.jpg", dataset.Sum{8}, want.wanted); ok {
			t.Errorf("%s: other bytes are known", name)
		}
	}
}

func TestWhatMayPassIsNotRemembered(t *testing.T) {
	c := open(t, t.TempDir(), "1")
	for _, code := range []string{"crash", "timeout"} {
		if err := c.Remember("a.jpg", dataset.Sum{1}, worker.Answer{Refusal: &photo.Refusal{Code: code}}); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Answer("a.jpg", dataset.Sum{1}, wanted); ok {
			t.Errorf("%s is remembered: %+v", code, got)
		}
	}
}

func TestWhatIsBrokenIsAsIfItWereNotThere(t *testing.T) {
	c := open(t, t.TempDir(), "1")
	if err := c.Remember("a.jpg", dataset.Sum{1}, reading); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "{", "null", "{}", `{"Values":{},"Refusal":{}}`, `{"Numbers":{"edge-width":{"Version":"3"},"corners-inside":{"Version":"2"}}}`} {
		if err := os.WriteFile(c.answerFile("a.jpg", dataset.Sum{1}), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Answer("a.jpg", dataset.Sum{1}, wanted); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
	if err := c.Note("runs", "dir", map[string]int{"a": 1}); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(c.folderFile("runs", "dir"), 7); err != nil {
		t.Fatal(err)
	}
	var got map[string]int
	if c.Recall("runs", "dir", &got) {
		t.Errorf("half a note is read as %v", got)
	}
}

func TestTheZeroCacheRemembersNothing(t *testing.T) {
	var c Cache
	if err := c.Remember("a", dataset.Sum{}, reading); err != nil {
		t.Error(err)
	}
	if err := c.Note("runs", "dir", 1); err != nil {
		t.Error(err)
	}
	var n int
	if _, ok := c.Answer("a", dataset.Sum{}, wanted); ok || c.Recall("runs", "dir", &n) {
		t.Error("it remembers")
	}
	c.Tidy(time.Now())
}

func TestManyRunsAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			c := open(t, dir, "1")
			for i := range 50 {
				sum := dataset.Sum{byte(i)}
				if err := c.Remember("a.jpg", sum, reading); err != nil {
					t.Error(err)
				}
				if got, ok := c.Answer("a.jpg", sum, wanted); !ok || !reflect.DeepEqual(got, reading) {
					t.Errorf("got %+v", got)
				}
				if err := c.Note("runs", "dir", i); err != nil {
					t.Error(err)
				}
				var n int
				if !c.Recall("runs", "dir", &n) {
					t.Error("a note is not there while another is written")
				}
			}
		})
	}
	wg.Wait()
}

func TestFolderKnowsFilesByTimeAndSize(t *testing.T) {
	dir, c := t.TempDir(), open(t, t.TempDir(), "1")
	file := filepath.Join(dir, "a.jpg")
	write := func(text string, age time.Duration) os.FileInfo {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		then := time.Now().Add(-age)
		if err := os.Chtimes(file, then, then); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	remember := func(info os.FileInfo, size int) {
		t.Helper()
		f := c.Folder(dir)
		f.Hashed("a.jpg", info, size, dataset.Sum{7})
		if err := f.Save(); err != nil {
			t.Fatal(err)
		}
	}
	old := write("four", time.Hour)
	remember(old, 4)
	if sum, ok := c.Folder(dir).Sum("a.jpg", old); !ok || sum != (dataset.Sum{7}) {
		t.Error("a file that has not changed is not known")
	}
	for name, info := range map[string]os.FileInfo{"size": write("fives", time.Hour), "time": write("four", 2*time.Hour)} {
		if _, ok := c.Folder(dir).Sum("a.jpg", info); ok {
			t.Errorf("a file of another %s is known", name)
		}
	}
	fresh := write("four", 0)
	remember(fresh, 4)
	if _, ok := c.Folder(dir).Sum("a.jpg", fresh); ok {
		t.Error("a file that has just changed is trusted")
	}
	grown := write("four", time.Hour)
	remember(grown, 5)
	if _, ok := c.Folder(dir).Sum("a.jpg", grown); ok {
		t.Error("a file that grew while it was read is trusted")
	}
}

func TestTidyRemovesWhatIsOld(t *testing.T) {
	c := open(t, t.TempDir(), "1")
	sums := []dataset.Sum{{1}, {2}}
	for _, sum := range sums {
		if err := c.Remember("a.jpg", sum, reading); err != nil {
			t.Fatal(err)
		}
	}
	then := time.Now().Add(-kept - time.Hour)
	if err := os.Chtimes(c.answerFile("a.jpg", sums[0]), then, then); err != nil {
		t.Fatal(err)
	}
	c.Tidy(time.Now())
	if _, ok := c.Answer("a.jpg", sums[0], wanted); ok {
		t.Error("what is old is still there")
	}
	if _, ok := c.Answer("a.jpg", sums[1], wanted); !ok {
		t.Error("what is new is gone")
	}
}

package cache

import (
	"io/fs"
	"maps"
	"sync"
	"time"

	"retake/samplecheck/dataset"
)

// Folder knows the hashes of a folder's files by their times and sizes, so
// that photos which have not changed need not be read.
type Folder struct {
	cache Cache
	dir   string
	now   func() time.Time

	mu    sync.Mutex
	files map[string]known
	seen  map[string]known // in this run: the only ones that are worth keeping
}

// known is a file as it was when it was hashed.
type known struct {
	Size     int64
	Modified int64 // nanoseconds
	Sum      dataset.Sum
}

const hashes = "hashes"

// Folder recalls what is known of a folder's files.
func (c Cache) Folder(dir string) *Folder {
	f := &Folder{cache: c, dir: dir, now: time.Now, files: map[string]known{}, seen: map[string]known{}}
	if !c.Recall(hashes, dir, &f.files) {
		f.files = map[string]known{}
	}
	return f
}

// Sum is the hash of a file that has the time and size which it had when it
// was hashed.
func (f *Folder) Sum(name string, info fs.FileInfo) (dataset.Sum, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	k, ok := f.files[name]
	if !ok || k.Size != info.Size() || k.Modified != info.ModTime().UnixNano() {
		return dataset.Sum{}, false
	}
	f.seen[name] = k
	return k.Sum, true
}

// settled is how long a file must have been left alone before its time and
// size are trusted: file systems may count time in steps of two seconds.
const settled = 2 * time.Second

// Hashed remembers the hash of a file; info was taken before it was read. A
// file that has just changed may change again without a trace, so it is read
// again next time.
func (f *Folder) Hashed(name string, info fs.FileInfo, size int, sum dataset.Sum) {
	if f.now().Sub(info.ModTime()) < settled || info.Size() != int64(size) {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen[name] = known{info.Size(), info.ModTime().UnixNano(), sum}
}

// Save remembers the hashes for the next run.
func (f *Folder) Save() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if maps.Equal(f.files, f.seen) {
		return nil
	}
	f.files = maps.Clone(f.seen)
	return f.cache.Note(hashes, f.dir, f.files)
}

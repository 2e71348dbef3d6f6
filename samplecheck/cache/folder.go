package cache

import (
	"io/fs"
	"sync"
	"time"

	"retake/samplecheck/dataset"
	"retake/samplecheck/worker"
)

// Folder is a cache that knows a folder's files by their times and sizes, so
// that photos which have not changed need not be read, and what was last wanted
// of them, so that one file is read instead of one for each.
type Folder struct {
	cache Cache
	dir   string
	now   func() time.Time

	mu      sync.Mutex
	files   map[string]known
	seen    map[string]known // in this run: the only ones that are worth keeping
	changed bool
}

// known is a file as it was when it was hashed, and what is remembered of it.
type known struct {
	Size     int64
	Modified int64 // nanoseconds
	Sum      dataset.Sum
	Photo    remembered
}

// folderFile is what is remembered of a folder.
type folderFile struct {
	Versions string // that answers depend on; hashes do not
	Files    map[string]known
}

const folders = "folders"

// Folder recalls what is known of a folder's files.
func (c Cache) Folder(dir string) *Folder {
	f := &Folder{cache: c, dir: dir, now: time.Now, seen: map[string]known{}}
	var file folderFile
	if c.Recall(folders, dir, &file) {
		f.files = file.Files
	}
	if f.changed = file.Versions != c.versions; f.changed {
		for name, k := range f.files {
			k.Photo = remembered{}
			f.files[name] = k
		}
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

// Answer is what is remembered of a file of the folder, or of the same photo
// elsewhere, if that is all that is wanted (see [Cache.Answer]).
func (f *Folder) Answer(name string, sum dataset.Sum, wanted []string) (worker.Answer, bool) {
	f.mu.Lock()
	k, ok := f.seen[name]
	f.mu.Unlock()
	if ok && k.Sum == sum {
		if a, ok := f.cache.answer(k.Photo, wanted); ok {
			return a, true
		}
	}
	a, ok := f.cache.Answer(name, sum, wanted)
	if ok {
		f.note(name, sum, a)
	}
	return a, ok
}

// Remember remembers what a photo's answer was, at once: a run that is stopped
// has not measured in vain.
func (f *Folder) Remember(name string, sum dataset.Sum, a worker.Answer) error {
	f.note(name, sum, a)
	return f.cache.Remember(name, sum, a)
}

// note keeps an answer for the folder's file. Pictures are too large for it.
func (f *Folder) note(name string, sum dataset.Sum, a worker.Answer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if k, ok := f.seen[name]; ok && k.Sum == sum && a.Picture == nil && lasts(a) {
		k.Photo = f.cache.add(k.Photo, a)
		f.seen[name], f.changed = k, true
	}
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
	f.seen[name], f.changed = known{Size: info.Size(), Modified: info.ModTime().UnixNano(), Sum: sum}, true
}

// Save remembers the folder for the next run.
func (f *Folder) Save() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.changed && len(f.files) == len(f.seen) {
		return nil
	}
	return f.cache.Note(folders, f.dir, folderFile{f.cache.versions, f.seen})
}

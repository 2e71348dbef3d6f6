// Package cache remembers what was measured, by the hash of a photo's bytes
// and the versions of what measured it, and what is known of a folder's files
// all together, because reading one file is quicker than reading thousands.
// Each thing is a file of its own that is put in place as a whole: several runs
// at once, and runs that are killed, leave nothing half written. What cannot be
// read is as if it were not there.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/worker"
)

// Cache is a folder of what is remembered. The zero cache remembers nothing.
type Cache struct {
	dir      string
	versions string
	measures map[string]string
}

// Open opens the cache in a folder, and makes the folder. versions names what
// all answers depend on besides the photo; measures are those that there are,
// by name, with what the numbers of each depend on as well.
func Open(dir, versions string, measures map[string]string) (Cache, error) {
	err := os.MkdirAll(dir, 0o755)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "CACHEDIR.TAG"), []byte(tag), 0o644)
	}
	if err != nil {
		return Cache{}, fmt.Errorf("open the cache: %w", err)
	}
	return Cache{dir, versions, measures}, nil
}

// For is the same cache for other answers.
func (c Cache) For(versions string, measures map[string]string) Cache {
	return Cache{c.dir, versions, measures}
}

// tag tells backup programs that they may leave the folder out
// (https://bford.info/cachedir/).
const tag = "Signature: 8a477f597d28d172789f06886806bc55\n# Measured photos; samplecheck makes them again.\n"

// Default is where the cache is when nobody says where.
func Default() (string, error) {
	dir, err := os.UserCacheDir()
	return filepath.Join(dir, "retake", "samplecheck"), err
}

// remembered is what is known of a photo: numbers that were wanted at any time,
// or a picture, or a refusal.
type remembered struct {
	Values  map[string]number `json:",omitempty"` // by the measure's name
	Picture []byte            `json:",omitempty"`
	Refusal *photo.Refusal    `json:",omitempty"`
}

// number is one of a version of its measure.
type number struct {
	Version string
	Value   measure.Value
}

// answer is what measures say, if all of it is remembered; or a picture, which
// no measure is wanted for.
func (c Cache) answer(r remembered, wanted []string) (a worker.Answer, ok bool) {
	switch {
	case r.Refusal != nil && r.Refusal.Code != "" || r.Picture != nil:
		return worker.Answer{Picture: r.Picture, Refusal: r.Refusal}, true
	case len(wanted) == 0:
		return a, false
	}
	a.Reading = make(measure.Reading, len(wanted))
	for _, name := range wanted {
		n, ok := r.Values[name]
		if !ok || n.Version != c.measures[name] {
			return worker.Answer{}, false
		}
		a.Reading[name] = n.Value
	}
	return a, true
}

// add puts an answer to what is remembered of the photo already.
func (c Cache) add(r remembered, a worker.Answer) remembered {
	if a.Reading == nil {
		return remembered{Picture: a.Picture, Refusal: a.Refusal}
	}
	numbers := maps.Clone(r.Values)
	if numbers == nil {
		numbers = make(map[string]number, len(a.Reading))
	}
	for name, v := range a.Reading {
		numbers[name] = number{c.measures[name], v}
	}
	return remembered{Values: numbers}
}

// answerFile depends on the photo's ending too: the words of a refusal do.
func (c Cache) answerFile(photo string, sum dataset.Sum) string {
	key := sha256.Sum256(fmt.Appendf(nil, "%q %q %x", c.versions, strings.ToLower(filepath.Ext(photo)), sum))
	name := hex.EncodeToString(key[:])
	return filepath.Join(c.dir, "answers", name[:2], name[2:]+".json")
}

// Answer is what is remembered of a photo, if that is all that is wanted: what
// measures say, by their names, or a picture.
func (c Cache) Answer(photo string, sum dataset.Sum, wanted []string) (worker.Answer, bool) {
	if c.dir == "" {
		return worker.Answer{}, false
	}
	return c.answer(c.read(photo, sum), wanted)
}

// read is all that is remembered of a photo: nothing, if it cannot be read.
func (c Cache) read(photo string, sum dataset.Sum) (r remembered) {
	src, err := os.ReadFile(c.answerFile(photo, sum))
	if err != nil || json.Unmarshal(src, &r) != nil {
		return remembered{}
	}
	return r
}

// Remember remembers what a photo's answer was, unless that may have had
// reasons outside of the photo.
func (c Cache) Remember(photo string, sum dataset.Sum, a worker.Answer) error {
	if c.dir == "" || !lasts(a) {
		return nil
	}
	src, err := json.Marshal(c.add(c.read(photo, sum), a))
	if err != nil {
		return err
	}
	return put(c.answerFile(photo, sum), src)
}

// lasts tells whether an answer would be the same again.
func lasts(a worker.Answer) bool { return a.Refusal == nil || worker.Deterministic(a.Refusal) }

func (c Cache) folderFile(kind, dir string) string {
	if absolute, err := filepath.Abs(dir); err == nil {
		dir = absolute
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(c.dir, kind, hex.EncodeToString(sum[:16]))
}

// Recall reads what is remembered of a kind about a folder of photos, and
// tells whether there was something.
func (c Cache) Recall(kind, dir string, to any) bool {
	if c.dir == "" {
		return false
	}
	src, err := os.ReadFile(c.folderFile(kind, dir))
	return err == nil && gob.NewDecoder(bytes.NewReader(src)).Decode(to) == nil
}

// Note remembers something of a kind about a folder of photos.
func (c Cache) Note(kind, dir string, value any) error {
	if c.dir == "" {
		return nil
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(value); err != nil {
		return err
	}
	return put(c.folderFile(kind, dir), b.Bytes())
}

// put writes a file beside its place and then moves it there.
func put(file string, src []byte) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, unfinished+"*")
	if err != nil {
		return err
	}
	_, err = f.Write(src)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// unfinished is how names of files begin that are being written.
const unfinished = ".unfinished-"

// kept is how long what nobody asked for stays: numbers of photos and
// versions that are gone.
const kept = 90 * 24 * time.Hour

// Tidy removes what has not been written for long, and what killed runs left;
// at most once a day. What is still in use then is measured again.
func (c Cache) Tidy(now time.Time) {
	if c.dir == "" {
		return
	}
	stamp := filepath.Join(c.dir, "tidied")
	if info, err := os.Stat(stamp); err == nil && now.Sub(info.ModTime()) < 24*time.Hour {
		return
	}
	if os.WriteFile(stamp, nil, 0o644) != nil || os.Chtimes(stamp, now, now) != nil {
		return
	}
	_ = filepath.WalkDir(c.dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Dir(file) == c.dir {
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return nil
		}
		age := now.Sub(info.ModTime())
		if age > kept || strings.HasPrefix(entry.Name(), unfinished) && age > time.Hour {
			os.Remove(file)
		}
		return nil
	})
}

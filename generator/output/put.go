package output

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"os"
)

// Put adds a file to the new site. The name is a slash path below the
// directory. The bytes are staged when Put returns, and not kept in
// memory. After an error, here or in Derive or Create, Commit refuses.
func (t *Transaction) Put(name string, data []byte) error {
	err := t.claim(name)
	if err == nil {
		err = t.put(name, "", data)
	}
	return t.note("put", name, err)
}

// Derive adds a file that is expensive to make. The key from names everything
// that the bytes depend on, the version of what makes them included. While
// the published file was made from the same key and still has the bytes of
// then, it stays and make is not called.
func (t *Transaction) Derive(name, from string, make func() ([]byte, error)) error {
	err := t.claim(name)
	if err == nil {
		err = t.derive(name, from, make)
	}
	return t.note("derive", name, err)
}

func (t *Transaction) derive(name, from string, make func() ([]byte, error)) error {
	last, ok := t.last[name]
	if ok && from != "" && last.From == from && t.published(name) != nil && sumFile(t.path(name)) == last.Sum {
		t.add(name, file{last, true})
		return nil
	}
	data, err := make()
	if err != nil {
		return err
	}
	return t.put(name, from, data)
}

func (t *Transaction) put(name, from string, data []byte) error {
	f := file{record{sumOf(data), from}, false}
	info := t.published(name)
	f.kept = info != nil && info.Size() == int64(len(data)) && sameBytes(t.path(name), data)
	if !f.kept {
		if info != nil {
			t.noteEdited(name)
		}
		if err := writeNew(t.staged(name), data); err != nil {
			return err
		}
	}
	t.add(name, f)
	return nil
}

// Create adds a file that is too big to hold in memory. It belongs to the
// site once the writer is closed; Commit refuses while one is open.
func (t *Transaction) Create(name string) (io.WriteCloser, error) {
	err := t.claim(name)
	var f *os.File
	if err == nil {
		f, err = createNew(t.staged(name))
	}
	if err = t.note("create", name, err); err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.creating[name] = true
	return &writer{t: t, name: name, file: f, sum: sha256.New()}, nil
}

// writer is a file on its way to the stage.
type writer struct {
	t    *Transaction
	name string
	file *os.File
	sum  hash.Hash
	size int64
}

func (w *writer) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	w.sum.Write(p[:n])
	w.size += int64(n)
	return n, w.t.note("write", w.name, err)
}

// Close finishes the file, and drops what was staged when the published file
// turns out to be the same.
func (w *writer) Close() error {
	if err := w.file.Close(); err != nil {
		return w.t.note("close", w.name, err)
	}
	f := file{record{Sum: sumEnd(w.sum)}, false}
	if info := w.t.published(w.name); info != nil {
		f.kept = info.Size() == w.size && sumFile(w.t.path(w.name)) == f.Sum
		if !f.kept {
			w.t.noteEdited(w.name)
		}
	}
	if f.kept {
		if err := os.Remove(w.t.staged(w.name)); err != nil {
			return w.t.note("close", w.name, err)
		}
	}
	w.t.add(w.name, f)
	return nil
}

// claim reserves a name, once.
func (t *Transaction) claim(name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.over {
		return errOver
	}
	return t.names.add(name)
}

func (t *Transaction) add(name string, f file) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.files[name] = f
	delete(t.creating, name)
}

// note remembers the first error, so that a caller who overlooks one cannot
// publish an incomplete site.
func (t *Transaction) note(operation, name string, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s %q: %w", operation, name, err)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.failed == nil {
		t.failed = err
	}
	return err
}

// noteEdited remembers a file that build wrote, that somebody changed, and
// that this build is about to replace.
func (t *Transaction) noteEdited(name string) {
	last, ours := t.last[name]
	if !ours || sumFile(t.path(name)) == last.Sum {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.edited = append(t.edited, name)
}

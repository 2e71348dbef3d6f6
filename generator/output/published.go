package output

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

func (t *Transaction) path(name string) string {
	return filepath.Join(t.dir, filepath.FromSlash(name))
}

func (t *Transaction) staged(name string) string {
	return filepath.Join(t.stage, filepath.FromSlash(name))
}

// published describes the file that the directory has at name. It is nil when
// there is none, or something that is not a file, or when the way to it leads
// through a symbolic link, which could leave the directory.
func (t *Transaction) published(name string) fs.FileInfo {
	if !t.realFolder(path.Dir(name)) {
		return nil
	}
	info, err := os.Lstat(t.path(name))
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return info
}

// realFolder asks the file system once a folder.
func (t *Transaction) realFolder(name string) bool {
	t.mu.Lock()
	real, asked := t.folders[name]
	t.mu.Unlock()
	if asked {
		return real
	}
	if name == "." || t.realFolder(path.Dir(name)) {
		info, err := os.Lstat(t.path(name))
		real = err == nil && info.IsDir()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.folders[name] = real
	return real
}

var chunks = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// sameBytes compares a file of the size of data with data.
func sameBytes(path string, data []byte) bool {
	f, err := openPlain(path, os.O_RDONLY)
	if err != nil {
		return false
	}
	defer f.Close()
	chunk := chunks.Get().(*[64 << 10]byte)
	defer chunks.Put(chunk)
	for len(data) > 0 {
		n, err := f.Read(chunk[:min(len(chunk), len(data))])
		if !bytes.Equal(chunk[:n], data[:n]) || err != nil || n == 0 {
			return false
		}
		data = data[n:]
	}
	return true
}

package regular

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestFilesAreRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if _, err := ReadFile(file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there gives %v", err)
	}
	if err := os.WriteFile(file, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if src, err := ReadFile(file); err != nil || string(src) != "text" {
		t.Errorf("the file is read as %q, %v", src, err)
	}
	if src, err := ReadFile(os.DevNull); err != nil || len(src) > 0 {
		t.Errorf("the null device is read as %q, %v", src, err)
	}
	if _, err := ReadFile(filepath.Dir(file)); err == nil {
		t.Error("a folder is read")
	}
}

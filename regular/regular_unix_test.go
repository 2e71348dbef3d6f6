//go:build !windows

package regular

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestWhatDoesNotEndIsRefused(t *testing.T) {
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := unix.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{pipe, link, "/dev/zero"} {
		if src, err := ReadFile(file); err == nil || err.Error() != "open "+file+": this is a pipe, a socket or a device, and not a file" {
			t.Errorf("%s is read as %d bytes, %v", file, len(src), err)
		}
	}
}

func TestWhatAShellHandsOverIsRead(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := writer.WriteString("accent: teal"); err != nil {
		t.Fatal(err)
	}
	writer.Close()
	if src, err := ReadFile(fmt.Sprintf("/dev/fd/%d", reader.Fd())); err != nil || string(src) != "accent: teal" {
		t.Errorf("a pipe that is open is read as %q, %v", src, err)
	}
}

package output

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// inNamespace runs the calling test again in a mount namespace of its own, in
// which inside may mount, and reports whether this is that second run.
func inNamespace(t *testing.T) (inside bool) {
	t.Helper()
	const mark = "RETAKE_TEST_NAMESPACE"
	if os.Getenv(mark) == t.Name() {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), mark+"="+t.Name())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &exit):
		t.Skip("no mount namespace here: ", err)
	case err != nil:
		t.Errorf("in the namespace: %s", out)
	case strings.Contains(string(out), "--- SKIP"):
		t.Skipf("in the namespace: %s", out)
	}
	return false
}

func mount(t *testing.T, from, to, kind string, flags uintptr) {
	t.Helper()
	if err := unix.Mount(from, to, kind, flags, ""); err != nil {
		t.Skip("cannot mount here: ", err)
	}
	t.Cleanup(func() { unix.Unmount(to, unix.MNT_DETACH) })
}

func TestMountPointIsPublishedInPlace(t *testing.T) {
	if !inNamespace(t) {
		return
	}
	for name, bind := range map[string]bool{"other file system": false, "bind mount": true} {
		t.Run(name, func(t *testing.T) {
			dir := newDir(t)
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if bind {
				mount(t, t.TempDir(), dir, "", unix.MS_BIND)
			} else {
				mount(t, "tmpfs", dir, "tmpfs", 0)
			}
			publish(t, dir, site{"a": "1", "b/c": "1", "gone": "1"}, swapping)
			write(t, dir, "foreign/file", "f")
			root := stat(t, dir)
			report := publish(t, dir, site{"a": "2", "b/c": "1", "d/e": "2"}, swapping)
			expectCounts(t, report, 2, 1, 1, 1)
			if !report.InPlace || !os.SameFile(root, stat(t, dir)) {
				t.Errorf("report is %+v", report)
			}
			expect(t, dir, site{"a": "2", "b/c": "1", "d/e": "2", "foreign/file": "f"})
		})
	}
}

func TestForeignMountWithinIsPublishedAround(t *testing.T) {
	if !inNamespace(t) {
		return
	}
	dir := newDir(t)
	publish(t, dir, site{"a": "1"}, swapping)
	if err := os.Mkdir(filepath.Join(dir, "media"), 0o755); err != nil {
		t.Fatal(err)
	}
	mount(t, "tmpfs", filepath.Join(dir, "media"), "tmpfs", 0)
	write(t, dir, "media/film", "f")
	report := publish(t, dir, site{"a": "2"}, swapping)
	if !report.InPlace || len(report.Warnings) != 1 {
		t.Errorf("report is %+v", report)
	}
	expect(t, dir, site{"a": "2", "media/film": "f"})
}

func TestReadOnlyParentIsPublishedInPlace(t *testing.T) {
	if !inNamespace(t) {
		return
	}
	dir := newDir(t)
	publish(t, dir, site{"a": "1"}, swapping)
	parent := filepath.Dir(dir)
	mount(t, parent, parent, "", unix.MS_BIND)
	mount(t, dir, dir, "", unix.MS_BIND)
	if err := unix.Mount("", parent, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skip("cannot mount read-only here: ", err)
	}
	if err := os.Mkdir(filepath.Join(parent, "probe"), 0o755); err == nil {
		t.Fatal("the parent can be written")
	}
	if report := publish(t, dir, site{"a": "2"}, swapping); !report.InPlace {
		t.Errorf("report is %+v", report)
	}
	expect(t, dir, site{"a": "2"})
}

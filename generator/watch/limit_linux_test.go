package watch

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestPollsWhenTheSystemWillNotWatch runs itself again where the system lets
// nobody watch more than two folders.
func TestPollsWhenTheSystemWillNotWatch(t *testing.T) {
	if os.Getenv("FEW_WATCHES") == "" {
		c := exec.Command("unshare", "-Ur", "sh", "-c", `echo 2 >/proc/sys/user/max_inotify_watches || exit 77; exec "$@"`, "sh", os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
		c.Env = append(os.Environ(), "FEW_WATCHES=2")
		out, err := c.CombinedOutput()
		switch {
		case strings.Contains(string(out), "--- PASS"):
		case strings.Contains(string(out), "--- FAIL"):
			t.Errorf("%v\n%s", err, out)
		default:
			t.Skipf("limits cannot be set here: %v %s", err, out)
		}
		return
	}
	g := watchGuide(t, Options{})
	if len(g.said) != 1 || !strings.Contains(g.said[0], "max_user_watches") || !strings.HasSuffix(g.said[0], ".") {
		t.Errorf("said %q", g.said)
	}
	g.write("content/en/a.md", "changed")
	if got := g.next(); !slices.Equal(got, []string{"content/en/a.md"}) {
		t.Errorf("told %v", got)
	}
}

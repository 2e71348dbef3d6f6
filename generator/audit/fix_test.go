package audit

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFixMendsOnlyWhatIsSafe takes referral parameters out of links, several
// on one line, and leaves every other byte and the file's mode as they were.
func TestFixMendsOnlyWhatIsSafe(t *testing.T) {
	c := borrowed(t)
	dir := c.dir
	file := filepath.Join(dir, "content", "en", "how-to", "contact-support.md")
	f := &fixture{name: t.Name()}
	f.edit(t, dir, archived("append content/en/how-to/contact-support.md", "\nA [x](https://a.example/?ref=1&b=2), a [y](https://a.example/?utm_source=z#top).\n\nYou should have asked.\n\nA [z](https://a.example/?b=2&invite=3).\n"))
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	rules := Options{Rules: []string{"referral-link", "blame"}}
	mended, err := c.audit(t, day, rules).Fix()
	if err != nil || len(mended) != 3 {
		t.Fatalf("mended %d, error %v", len(mended), err)
	}
	after, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("?ref=1&b=2", "?b=2", "?utm_source=z#top", "#top", "?b=2&invite=3", "?b=2").Replace(string(before))
	if string(after) != want {
		t.Errorf("got\n%s", after)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v, error %v", info.Mode(), err)
	}
	left := c.audit(t, day, rules)
	if len(left.Findings) != 1 || left.Findings[0].Rule != "blame" {
		t.Errorf("left are %v", left.Findings)
	}
}

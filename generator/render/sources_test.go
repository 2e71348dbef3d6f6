package render

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// locked is a folder of which one file, or folder, cannot be read.
type locked struct {
	fstest.MapFS
	name string
}

func (l locked) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.MapFS.Open(name)
}

func (l locked) ReadFile(name string) ([]byte, error) { return fs.ReadFile(struct{ fs.FS }{l}, name) }

func (l locked) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(struct{ fs.FS }{l}, name)
}

// A template of one's own that cannot be read is not published without.
func TestUnreadableTemplatesAreAMistake(t *testing.T) {
	own := fstest.MapFS{"card/card.html": {Data: []byte("<li></li>")}, "notes.txt": {Data: []byte("none")}}
	for _, name := range []string{"card", "card/card.html"} {
		_, wrong := New(ReadSources(locked{own, name}, "templates"))
		if len(wrong) != 1 || wrong[0].File != "templates/"+name || wrong[0].Rule != "unreadable" {
			t.Errorf("%s cannot be read, and the mistakes are %v", name, wrong)
		}
	}
	if _, wrong := New(ReadSources(locked{own, "notes.txt"}, "templates")); len(wrong) > 0 {
		t.Errorf("what is no template does not matter: %v", wrong)
	}
}

// Scripts of one's own may use the same names, and end in a comment.
func TestScriptsKeepTheirNames(t *testing.T) {
	own := fstest.MapFS{"own/a.js": {Data: []byte("const form = document.forms[0]\nform.a = 1 // the first")}, "own/b.js": {Data: []byte("function form() {}\nform()")}}
	r, wrong := New(ReadSources(own, "templates"))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if _, err := js.Parse(parse.NewInputString(r.script), js.Options{}); err != nil || !strings.Contains(r.script, "forms[0]") || !strings.Contains(r.script, "search.js") {
		t.Errorf("what is published cannot be used: %v\n%s", err, r.script)
	}
}

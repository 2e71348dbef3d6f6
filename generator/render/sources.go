package render

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"retake/generator/content"
	"retake/generator/mistake"
	"retake/regular"
	"retake/templates"
)

// Sources are the files that sites are rendered with: the program's templates
// and words, and the publisher's own, which lie over them.
type Sources struct {
	own   map[string]string // by name, "card/card.html"
	shown string            // the publisher's folder in messages
	wrong mistake.List      // what of it cannot be read
}

// ReadSources reads the publisher's own files, from a folder that messages
// call shown. The zero value has none.
func ReadSources(own fs.FS, shown string) Sources {
	s := Sources{shown: shown}
	s.own = readFiles(own, func(name string, err error) {
		s.wrong = append(s.wrong, mistake.Mistake{Position: mistake.Position{File: path.Join(shown, name)}, Rule: "unreadable",
			Text: "this cannot be read: " + err.Error(), Hint: "Change its permissions, or take it out."})
	})
	return s
}

// Equal tells whether the same would be made of both.
func (s Sources) Equal(other Sources) bool {
	return s.shown == other.shown && maps.Equal(s.own, other.own) && slices.Equal(s.wrong, other.wrong)
}

// program are the files that are part of the program.
var program = sync.OnceValue(func() map[string]string {
	return readFiles(templates.Files, func(_ string, err error) { panic(err) }) // they are in it
})

// readFiles reads all sources. What goes away meanwhile is none.
func readFiles(fsys fs.FS, fail func(name string, err error)) map[string]string {
	files := map[string]string{}
	_ = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && (entry.IsDir() || !isSource(name)) {
			return nil
		}
		var src []byte
		if err == nil {
			src, err = readFile(fsys, name)
		}
		switch {
		case err == nil:
			files[name] = string(src)
		case !errors.Is(err, fs.ErrNotExist):
			fail(name, err)
		}
		return nil
	})
	return files
}

// readFile is fs.ReadFile for what is, or leads to, a regular file.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err == nil {
		err = regular.Check(info)
	}
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(fsys, name)
}

func isSource(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js":
		return true
	}
	return isWords(name)
}

func isWords(name string) bool { return path.Ext(name) == ".yaml" && path.Dir(name) == "strings" }

// Words are the program's own words by language, variables filled in. The
// publisher's own lie over them, word by word.
func (s Sources) Words(vars content.Variables) (map[string]content.Strings, mistake.List) {
	words, wrong := map[string]content.Strings{}, mistake.List{}
	for _, files := range []map[string]string{program(), s.own} {
		for _, name := range sortedKeys(files) {
			if !isWords(name) {
				continue
			}
			found, mistakes := content.ReadStrings("templates/"+name, []byte(files[name]), vars)
			tag := strings.TrimSuffix(path.Base(name), ".yaml")
			if words[tag] == nil {
				words[tag] = content.Strings{}
			}
			maps.Copy(words[tag], found)
			wrong = append(wrong, mistakes...)
		}
	}
	return words, wrong
}

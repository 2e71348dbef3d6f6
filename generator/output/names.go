package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ownFolder is the package's own folder in the directory.
const ownFolder = ".retake"

// longestPart is the most bytes that common file systems allow between two
// slashes of a name.
const longestPart = 255

// checkName accepts slash paths that stay below the directory on any system.
func checkName(name string) error {
	switch {
	case name == "":
		return errors.New("the name is empty")
	case !fs.ValidPath(name) || name == ".":
		return errors.New("the name is not a clean path below the directory")
	case strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }):
		return errors.New("the name has a backslash or a control character")
	}
	first, _, _ := strings.Cut(name, "/")
	if fold(first) == ownFolder {
		return fmt.Errorf("the folder %s belongs to build", ownFolder)
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > longestPart {
			return fmt.Errorf("a part of the name is longer than %d bytes", longestPart)
		}
	}
	return nil
}

// fold is what a name becomes on file systems that ignore case and the way in
// which accents are written. Sites are copied to such systems, so two names
// that fold alike collide everywhere.
func fold(name string) string { return norm.NFC.String(strings.ToLower(name)) }

// claims are the names of the new site and of the folders above them, by
// folded name.
type claims map[string]claim

type claim struct {
	name   string
	folder bool
}

// add claims a file and the folders above it.
func (c claims) add(name string) error {
	if err := c.set(claim{name: name}); err != nil {
		return err
	}
	for above := path.Dir(name); above != "."; above = path.Dir(above) {
		want := claim{name: above, folder: true}
		if c[fold(above)] == want {
			return nil // and so are those above it
		}
		if err := c.set(want); err != nil {
			return err
		}
	}
	return nil
}

func (c claims) set(want claim) error {
	got, taken := c[fold(want.name)]
	switch {
	case !taken:
		c[fold(want.name)] = want
		return nil
	case got.name != want.name:
		return fmt.Errorf("%q and %q differ only in case or accents", got.name, want.name)
	case got.folder != want.folder:
		return fmt.Errorf("%q would be both a file and a folder", want.name)
	}
	return errors.New("it is written twice")
}

// blocking is the claim that something else at name would stand in the way
// of, if there is one: the same name, or a part of it as a file.
func (c claims) blocking(name string, folder bool) (claim, bool) {
	for ; name != "."; name, folder = path.Dir(name), true {
		got, taken := c[fold(name)]
		if taken && (got.name != name || !got.folder || !folder) {
			return got, true
		}
	}
	return claim{}, false
}

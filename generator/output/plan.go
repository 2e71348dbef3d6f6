package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"retake/generator/mistake"
)

// plan is what a commit will do with everything that the directory holds and
// everything that was put. The lists are sorted.
type plan struct {
	found   tree
	write   []string // staged
	keep    []string // published already
	remove  []string // written by the last build, not by this one
	foreign []string // files, links and whatever else build did not write
	folders []string // foreign ones that nothing of the site is in
	adopted int      // foreign until now, with just the bytes to be written
	clashes mistake.List
}

func (t *Transaction) plan() (*plan, error) {
	found, err := scan(t.dir)
	if err != nil {
		return nil, err
	}
	if t.names[fold(found.closed)].folder {
		return nil, fmt.Errorf("the folder %s cannot be read", found.closed)
	}
	p := &plan{found: found}
	for name, f := range t.files {
		kind, there := found.kinds[name]
		switch {
		case !f.kept:
			p.write = append(p.write, name)
		case there && kind.IsRegular():
			p.keep = append(p.keep, name)
		default:
			return nil, fmt.Errorf("%s was removed while the site was built; build again", name)
		}
	}
	t.place(p)
	for _, list := range [][]string{p.write, p.keep} {
		slices.Sort(list)
	}
	return p, nil
}

// place decides about each thing that the directory holds.
func (t *Transaction) place(p *plan) {
	ours := t.last.folders()
	for _, name := range slices.Sorted(maps.Keys(p.found.kinds)) {
		kind := p.found.kinds[name]
		f, produced := t.files[name]
		last, known := t.last[name]
		switch {
		case kind.IsDir() && ours[name]:
		case kind.IsRegular() && known && produced:
		case kind.IsRegular() && known && sumFile(t.path(name)) == last.Sum:
			p.remove = append(p.remove, name)
		case kind.IsRegular() && f.kept:
			p.adopted++
		default:
			if spared := t.spare(p, name, kind); spared && known {
				t.warn("%s is no longer part of the site, but stays: it was changed by hand since the last build.", name)
			}
		}
	}
}

// spare keeps something foreign, if it can stay where it is.
func (t *Transaction) spare(p *plan, name string, kind fs.FileMode) bool {
	claim, blocked := t.names.blocking(name, kind.IsDir())
	switch {
	case blocked:
		p.clashes = append(p.clashes, t.clash(name, claim))
	case !kind.IsDir():
		p.foreign = append(p.foreign, name)
	case !t.names[fold(name)].folder:
		p.folders = append(p.folders, name)
	}
	return !blocked
}

func (t *Transaction) clash(name string, claim claim) mistake.Mistake {
	text := fmt.Sprintf("build wants to write the file %s, but this is there and build did not write it", claim.name)
	switch {
	case claim.name == name && !claim.folder:
		text = "build wants to write this file, but did not write the one that is there"
	case claim.folder:
		text = fmt.Sprintf("build wants to make the folder %s, but this is there and build did not write it", claim.name)
	}
	hint := "Move it out of the publish directory, or delete it if nobody needs it."
	if !t.recorded {
		hint = "There is no record of an earlier build. If everything here came from a build, delete the directory; otherwise move this out of it."
	}
	at := mistake.Position{File: filepath.Join(t.shown, filepath.FromSlash(name))}
	return mistake.Mistake{Position: at, Rule: "foreign-file", Text: text, Hint: hint}
}

// manifest is the record of the site that is about to be published.
func (t *Transaction) manifest() manifest {
	next := make(manifest, len(t.files))
	for name, f := range t.files {
		next[name] = f.record
	}
	return next
}

// incomplete is why what was put cannot be published.
func (t *Transaction) incomplete() error {
	if t.failed != nil {
		return t.failed
	}
	if open := slices.Sorted(maps.Keys(t.creating)); len(open) > 0 {
		return errors.New("created but not closed: " + enumerate(open))
	}
	return nil
}

// enumerated is how many names a message lists before it counts the others.
const enumerated = 10

func enumerate(names []string) string {
	if len(names) <= enumerated {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:enumerated], ", "), len(names)-enumerated)
}

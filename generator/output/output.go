// Package output writes a set of files into the publish directory so that
// nobody ever sees half of it. It knows names and bytes, nothing of pages.
//
// A build opens a [Transaction], puts every file of the site into it and
// commits. The whole site is assembled in a hidden sibling of the directory,
// .NAME.retake-new: files that stay the same are hard links to the published
// ones, so they keep inode and modification time, and so are the files that
// build did not write. Then the two directories change places in one system
// call. A process killed before that leaves the old site, one killed after it
// the new one; the next [Open] clears the rest away.
//
// A swap gives the directory another inode. Processes that hold the old one,
// a container that mounts the directory or a shell that stands in it, would
// go on seeing a directory that is being deleted. [Options.InPlace] is for
// them: new content is staged inside the directory, a journal says what is to
// be done, and the files are renamed one by one. A killed build is then
// finished by the next Open, but for a moment readers may see old pages beside
// new ones. Where directories cannot be swapped (Windows, mount points, file
// systems without hard links, a parent that may not be written) output falls
// back to this way, and the report says so.
//
// The directory's own folder .retake holds the manifest: which files build
// wrote, and from what. Everything else in the directory is foreign, and
// output refuses to change, remove or follow it: it keeps foreign files and
// folders, never writes through a foreign symbolic link, and refuses a commit
// that would overwrite one.
//
// It does not keep the extended attributes of folders, nor the hard links
// between foreign folders that only some file systems allow, and it does not
// defend against a hostile process that has write access to the directory.
package output

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
)

// Options adjust how a directory is published to. The zero value will do.
type Options struct {
	// Waiting is called once when another build holds the directory, before
	// Open waits for it to end. It may be nil.
	Waiting func()

	// InPlace keeps the directory's inode, at the price of readers seeing old
	// and new files together for a moment.
	InPlace bool

	// Sources are files and folders that the site is made from. A directory
	// that holds one, or lies within one, is refused.
	Sources []string
}

// Report says what a commit did. Written, Unchanged and Removed count files
// of the site, Foreign those in the directory that build did not write.
type Report struct {
	Written   int
	Unchanged int
	Removed   int
	Foreign   int
	InPlace   bool     // published file by file, not at once
	Warnings  []string // sentences for the publisher, in a fixed order
}

// Transaction is one build's hold on the directory. Put, Derive and
// Create may be called from several goroutines; Commit and Abort end it.
type Transaction struct {
	shown   string // the directory as the caller wrote it, for messages
	dir     string // absolute, without symbolic links
	stage   string // where new content is written
	inPlace bool   // stage lies within dir
	asked   bool   // in place because the caller wants it
	lock    lock

	last     manifest // what the build before this one wrote
	recorded bool     // last could be read

	mu       sync.Mutex
	names    claims
	files    map[string]file
	creating map[string]bool // created, not closed yet
	folders  map[string]bool // parts of dir: are they real folders?
	edited   []string        // ours, changed by hand, replaced by this build
	warnings []string
	failed   error // the first error while files were added
	over     bool
}

// file is a file of the new site.
type file struct {
	record
	kept bool // the published file is the same, so nothing is staged
}

var errOver = errors.New("the transaction is over")

func (t *Transaction) warn(format string, values ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.warnings = append(t.warnings, fmt.Sprintf(format, values...))
}

// Commit publishes what was put and ends the transaction. On an error nothing
// has changed, unless the report says InPlace: then a part may be published,
// and the next Open finishes it. Foreign files that stand where build wants to
// write are a [retake/generator/mistake.List] naming each of them.
func (t *Transaction) Commit() (Report, error) {
	t.mu.Lock()
	over := t.over
	t.over = true
	t.mu.Unlock()
	if over {
		return Report{}, fmt.Errorf("publish to %s: %w", t.shown, errOver)
	}
	report, err := t.commit()
	if closing := t.close(); err == nil {
		err = closing
	}
	report.Warnings = t.allWarnings()
	return report, err
}

// Abort ends the transaction and leaves the directory as it was. After Commit
// it does nothing, so that it can be deferred.
func (t *Transaction) Abort() error {
	t.mu.Lock()
	over := t.over
	t.over = true
	t.mu.Unlock()
	if over {
		return nil
	}
	return t.close()
}

// close removes what is still staged and lets the next build in.
func (t *Transaction) close() error {
	var err error
	if t.stage != "" {
		err = os.RemoveAll(t.stage)
	}
	if t.inPlace {
		os.Remove(t.own()) // only if it is empty: nothing was ever published
	}
	return errors.Join(err, t.lock.release())
}

// allWarnings puts those that came from several goroutines in order.
func (t *Transaction) allWarnings() []string {
	slices.Sort(t.edited)
	if len(t.edited) > 0 {
		t.warn("Changed by hand since the last build, and written anew: %s.", enumerate(t.edited))
	}
	return t.warnings
}

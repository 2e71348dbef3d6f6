package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoRoomForASiblingIsPublishedInPlace uses a directory whose name leaves
// no room for that of its sibling.
func TestNoRoomForASiblingIsPublishedInPlace(t *testing.T) {
	dir := filepath.Join(t.TempDir(), strings.Repeat("p", 250))
	publish(t, dir, site{"a": "1", "b/c": "1"}, swapping)
	report := publish(t, dir, site{"a": "2"}, swapping)
	if expectCounts(t, report, 1, 0, 1, 0); !report.InPlace {
		t.Errorf("report is %+v", report)
	}
	expect(t, dir, site{"a": "2"})
}

// TestFailedSwapIsPublishedInPlace lets the swap fail at its last step, when
// everything has been staged and linked beside the directory.
func TestFailedSwapIsPublishedInPlace(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a": "1", "b/c": "1", "same": "1"}, swapping)
	write(t, dir, "foreign", "f")
	tx := begin(t, dir, site{"a": "2", "d/e": "2", "same": "1"}, swapping)
	p, err := tx.plan()
	if err != nil {
		t.Fatal(err)
	}
	record := tx.manifest().encode()
	if err := tx.assemble(p, record); err != nil {
		t.Fatal(err)
	}
	if err := tx.stageWithin(p); err != nil {
		t.Fatal(err)
	}
	noSibling(t, dir)
	if err := tx.publishInPlace(p, record); err != nil {
		t.Fatal(err)
	}
	if err := tx.close(); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, site{"a": "2", "d/e": "2", "same": "1", "foreign": "f"})
	entries, err := os.ReadDir(filepath.Join(dir, ownFolder))
	if err != nil || len(entries) != 1 {
		t.Errorf("own folder holds %v, %v", entries, err)
	}
}

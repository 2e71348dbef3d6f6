package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"retake/samplecheck/gate"
)

const shipped = "../photos/synthetic"

// TestTheShippedSetIsWhatItsCommandMakes runs the command that the set's
// README names, and compares every byte.
func TestTheShippedSetIsWhatItsCommandMakes(t *testing.T) {
	if testing.Short() {
		t.Skip("draws the whole set")
	}
	readme, err := os.ReadFile(filepath.Join(shipped, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	command := regexp.MustCompile(`(?m)^samplecheck synth photos/synthetic (.*)$`).FindSubmatch(readme)
	if command == nil {
		t.Fatal("the README names no command")
	}
	again := t.TempDir()
	args := append([]string{"synth", again, "--checks", "../content/checks.yaml"}, strings.Fields(string(command[1]))...)
	var out, problems bytes.Buffer
	if code := run(context.Background(), args, nil, &out, &problems); code != exitDone {
		t.Fatalf("exit code %d: %s", code, problems.String())
	}
	names := fileNames(t, again)
	if kept := fileNames(t, shipped); strings.Join(kept, " ") != strings.Join(append([]string{"README.md", gate.File}, names...), " ") {
		t.Errorf("the set has %d files, the command makes %d and neither README.md nor %s", len(kept), len(names), gate.File)
	}
	samePictures := pixels(t, again) == pixels(t, shipped)
	for _, name := range names {
		if !bytes.Equal(read(t, again, name), read(t, shipped, name)) {
			if samePictures {
				t.Fatalf("%s differs, though its pixels are the same: Go writes JPEG files otherwise now; run the command in %s/README.md", name, shipped)
			}
			t.Fatalf("%s differs: when that is meant, run the command in %s/README.md and look at the photos", name, shipped)
		}
	}
}

func fileNames(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// pixels are the fingerprints of all pictures of a set.
func pixels(t *testing.T, dir string) string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(read(t, dir, "truth.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, row := range rows {
		all = append(all, row[6])
	}
	return strings.Join(all, " ")
}

// TestTheShippedSetIsSmall keeps clones quick.
func TestTheShippedSetIsSmall(t *testing.T) {
	sum := int64(0)
	for _, name := range fileNames(t, shipped) {
		info, err := os.Stat(filepath.Join(shipped, name))
		if err != nil {
			t.Fatal(err)
		}
		sum += info.Size()
	}
	if sum > 4e6 {
		t.Errorf("the set has %.1f MB, at most 4 are wanted", float64(sum)/1e6)
	}
}

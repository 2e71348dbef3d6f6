package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"retake/regular"
)

const manifestName = "manifest.json"

// manifestVersion changes when an older program could misread the file.
const manifestVersion = 1

// manifest is what a build wrote, by name.
type manifest map[string]record

// record is one file: its bytes' checksum, and the key of what it was derived
// from if it was expensive to make.
type record struct {
	Sum  string `json:"sum"`
	From string `json:"from,omitempty"`
}

// readManifest reads the record in a published or staged directory. The error
// is fs.ErrNotExist when there is none.
func readManifest(dir string) (manifest, error) {
	data, err := regular.ReadFile(filepath.Join(dir, ownFolder, manifestName))
	if err != nil {
		return nil, err
	}
	return decodeManifest(data)
}

// decodeManifest trusts nothing: what it returns decides which files may be
// removed.
func decodeManifest(data []byte) (manifest, error) {
	var doc struct {
		Version int      `json:"version"`
		Files   manifest `json:"files"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("manifest: %w", err)
	}
	if doc.Version != manifestVersion {
		return nil, fmt.Errorf("manifest: its version is %d, not %d", doc.Version, manifestVersion)
	}
	for name := range doc.Files {
		if err := checkName(name); err != nil {
			return nil, fmt.Errorf("manifest: %q: %w", name, err)
		}
	}
	return doc.Files, nil
}

// encode writes a line a file, in the order of their names, so that two
// manifests can be compared by eye.
func (m manifest) encode() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n\"version\": %d,\n\"files\": {", manifestVersion)
	for i, name := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(quoted(name))
		b.WriteString(": ")
		b.Write(quoted(m[name]))
	}
	b.WriteString("\n}\n}\n")
	return b.Bytes()
}

// quoted is a string or a record as JSON; neither can fail.
func quoted(v any) []byte {
	data, _ := json.Marshal(v)
	return data
}

// folders are those that hold the files of m, at any depth.
func (m manifest) folders() map[string]bool {
	found := map[string]bool{}
	for name := range m {
		for above := path.Dir(name); above != "." && !found[above]; above = path.Dir(above) {
			found[above] = true
		}
	}
	return found
}

// sumSize is how many bytes of SHA-256 a checksum keeps: half, which is still
// far beyond accident.
const sumSize = 16

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:sumSize])
}

func sumEnd(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)[:sumSize]) }

// sumFile is empty, which no checksum is, when the file cannot be read.
func sumFile(path string) string {
	f, err := openPlain(path, os.O_RDONLY)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return sumEnd(h)
}

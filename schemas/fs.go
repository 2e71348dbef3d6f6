// Package schemas holds the JSON Schemas of the files that people write, so
// that an editor completes keys, explains them and underlines mistakes; and
// that of measured.json, for programs that read it. They
// never refuse what the program accepts. What takes more than the one file
// to know (a link's target, a check's id) is left to the build.
//
// They are draft-07, the newest that all editors' YAML support knows.
package schemas

import "embed"

// Files are the schemas, each named for what it describes: "site.schema.json".
//
//go:embed *.schema.json
var Files embed.FS

// Ending is what follows the name in each file's name.
const Ending = ".schema.json"

// Names are what there are schemas for.
var Names = []string{"site", "page", "tree", "strings", "checks", "measured"}

// Read is the schema of a name, as it stands in its file.
func Read(name string) ([]byte, error) { return Files.ReadFile(name + Ending) }

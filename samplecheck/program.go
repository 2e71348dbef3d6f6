package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"sync"
)

// program names the program that measures by its bytes, "" when it was built
// from sources as they were committed or released: then the versions of the
// measures say all. Who changes a measure tries it many times before it gets
// another version.
var program = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok && settled(info) {
		return ""
	}
	hash := sha256.New()
	name, err := os.Executable()
	if err == nil {
		var file *os.File
		if file, err = os.Open(name); err == nil {
			defer file.Close()
			_, err = io.Copy(hash, file)
		}
	}
	if err != nil {
		return " program unknown"
	}
	return " program " + hex.EncodeToString(hash.Sum(nil)[:8])
})

// settled tells whether sources were as they were committed or released: Go
// gives such builds a version.
func settled(info *debug.BuildInfo) bool {
	v := info.Main.Version
	return v != "" && v != "(devel)" && !strings.HasSuffix(v, "+dirty")
}

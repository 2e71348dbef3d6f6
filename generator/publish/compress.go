package publish

import (
	"bytes"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"retake/generator/search"
)

// twinRecipe is part of the twins' keys: change it with how they are made.
const twinRecipe = "br9/11-gz9-2:"

// Pages get level 9 of 11: the last two take twenty times as long for about
// four percent. The few files that every page or every search loads are worth it.
const (
	pageLevel  = 9
	assetLevel = 11
)

func brotliLevel(name string) int {
	if strings.HasPrefix(name, "assets/") && strings.Count(name, "/") == 1 || strings.HasSuffix("/"+name, "/"+search.ManifestName) {
		return assetLevel
	}
	return pageLevel
}

// compressions are the twins that static servers hand out by themselves.
var compressions = []struct {
	ending   string
	compress func(name string, data []byte) ([]byte, error)
}{
	{".br", func(name string, data []byte) ([]byte, error) {
		return compressed(data, func(w io.Writer) (io.WriteCloser, error) {
			return brotli.NewWriterLevel(w, brotliLevel(name)), nil
		})
	}},
	{".gz", func(_ string, data []byte) ([]byte, error) {
		return compressed(data, func(w io.Writer) (io.WriteCloser, error) {
			return gzip.NewWriterLevel(w, gzip.BestCompression)
		})
	}},
}

func compressed(data []byte, with func(io.Writer) (io.WriteCloser, error)) ([]byte, error) {
	var b bytes.Buffer
	w, err := with(&b)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

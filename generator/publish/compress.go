package publish

import (
	"bytes"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// twinRecipe is part of the twins' keys: change it with how they are made.
const twinRecipe = "br9-gz9-1:"

// brotliLevel is 9 of 11: the last two levels take twenty times as long for
// about four percent.
const brotliLevel = 9

// compressions are the twins that static servers hand out by themselves.
var compressions = []struct {
	ending   string
	compress func([]byte) ([]byte, error)
}{
	{".br", func(data []byte) ([]byte, error) {
		return compressed(data, func(w io.Writer) (io.WriteCloser, error) {
			return brotli.NewWriterLevel(w, brotliLevel), nil
		})
	}},
	{".gz", func(data []byte) ([]byte, error) {
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

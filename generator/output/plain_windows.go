package output

import (
	"io"
	"os"
)

func openPlain(path string, flag int) (io.ReadWriteCloser, error) {
	return os.OpenFile(path, flag, 0o644)
}

package local

import (
	"fmt"
	"io"
	"os/exec"
	"runtime"
)

// OpenBrowser opens an address with the system's own command. Without one,
// the address stands in the terminal.
func OpenBrowser(w io.Writer, url string) {
	command := map[string][]string{
		"darwin":  {"open"},
		"windows": {"rundll32", "url.dll,FileProtocolHandler"},
	}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	opener := exec.Command(command[0], append(command[1:], url)...)
	if err := opener.Start(); err != nil {
		fmt.Fprintf(w, "The browser could not be opened: %v\n", err)
		return
	}
	go func() { _ = opener.Wait() }() // how it ends is its own business
}

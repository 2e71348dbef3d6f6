package axe

import (
	"errors"
	"fmt"
	"path/filepath"

	"retake/chromium"
	"retake/regular"
)

// FindBrowser is the Chromium or Chrome of this system.
func FindBrowser() (string, error) {
	if file := chromium.Find(); file != "" {
		return file, nil
	}
	return "", errors.New("--browser needs Chromium or Google Chrome on the PATH, and there is none; install one of them")
}

// FindScript reads axe-core from a file. Without a name it looks where npm
// installs it, in the folders given and those above them.
func FindScript(file string, folders ...string) (string, error) {
	if file != "" {
		return read(file)
	}
	for _, folder := range folders {
		at, err := filepath.Abs(folder)
		for err == nil {
			for _, packages := range []string{"node_modules", "tests/node_modules"} {
				if script, err := read(filepath.Join(at, filepath.FromSlash(packages), "axe-core", "axe.min.js")); err == nil {
					return script, nil
				}
			}
			if filepath.Dir(at) == at {
				break
			}
			at = filepath.Dir(at)
		}
	}
	return "", errors.New("--browser needs axe-core, one file that is not part of this program, and it is not here. Install it with npm install axe-core, or take axe.min.js from https://cdn.jsdelivr.net/npm/axe-core/ and name it: --axe axe.min.js")
}

func read(file string) (string, error) {
	script, err := regular.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("--axe: %w", err)
	}
	return string(script), nil
}

package online

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// fresh is how long what was alive is believed to be.
const fresh = 7 * 24 * time.Hour

// DefaultCache is the file in which answers are kept for a person, empty when
// the system has no place for it.
func DefaultCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "retake", "links.json")
}

// readCache is what was alive not long ago. What cannot be read is asked for
// anew.
func (c *Checker) readCache() map[string]Answer {
	known := map[string]Answer{}
	if c.Cache == "" {
		return known
	}
	src, err := os.ReadFile(c.Cache)
	if err != nil || json.Unmarshal(src, &known) != nil || known == nil { // null is JSON, too
		return map[string]Answer{}
	}
	for address, a := range known {
		if age := c.now().Sub(a.Asked); age < 0 || age > fresh || a.State != Alive && a.State != Moved {
			delete(known, address)
		}
	}
	return known
}

// writeCache adds what is alive. What is dead is asked for each time: it may
// be mended.
func (c *Checker) writeCache(known, answers map[string]Answer) error {
	if c.Cache == "" {
		return nil
	}
	for address, a := range answers {
		if a.State == Alive || a.State == Moved {
			known[address] = a
		}
	}
	src, err := json.MarshalIndent(known, "", " ")
	if err == nil {
		err = os.MkdirAll(filepath.Dir(c.Cache), 0o755)
	}
	part := fmt.Sprintf("%s.%d", c.Cache, os.Getpid())
	if err == nil {
		err = os.WriteFile(part, src, 0o644)
	}
	if err == nil {
		err = os.Rename(part, c.Cache)
	}
	if err != nil {
		return fmt.Errorf("keep what was asked: %w", err)
	}
	return nil
}

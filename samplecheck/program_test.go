package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

// Numbers of unfinished measures are remembered for the program that took
// them alone.
func TestTheCacheKnowsUnfinishedPrograms(t *testing.T) {
	for version, want := range map[string]bool{
		"":                                   false, // go test, go run
		"(devel)":                            false, // no version control
		"v0.0.0-20261126012345-0123456789ab": true,
		"v0.0.0-20261126012345-0123456789ab+dirty": false,
		"v1.2.3": true,
	} {
		if got := settled(&debug.BuildInfo{Main: debug.Module{Version: version}}); got != want {
			t.Errorf("sources of version %q are settled: %v", version, got)
		}
	}
	if name := program(); len(name) != len(" program 0123456789abcdef") || !strings.HasSuffix(cacheVersions(), name) {
		t.Errorf("this test's program is %q, and the cache knows %q", name, cacheVersions())
	}
}

package main

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

// A command whose words nobody gets has not done what it was asked for.
func TestWhatCannotBePrintedIsNoSuccess(t *testing.T) {
	var said strings.Builder
	code := run(context.Background(), []string{"measure"}, strings.NewReader(""), full{}, &said)
	if code != exitFailure || !strings.Contains(said.String(), "print the result: no room") {
		t.Errorf("it ends with %d and says %q", code, said.String())
	}
}

package main

import (
	"bytes"
	"context"
	"testing"
)

// TestTheShippedExamplesHold measures the pictures that the default guide
// shows, by the thresholds that it has.
func TestTheShippedExamplesHold(t *testing.T) {
	var out, problems bytes.Buffer
	args := []string{"illustrate", "--check", "--checks", "../content/checks.yaml"}
	if code := run(context.Background(), args, nil, &out, &problems); code != exitDone {
		t.Fatalf("exit code %d; samplecheck illustrate makes the pictures anew:\n%s%s", code, out.String(), problems.String())
	}
}

// Generator turns a structured troubleshooting guide into a static help
// centre. See the README for a tour, and generator help for the commands.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// A build makes little garbage that it keeps, so collecting it less often
// saves time; the limit keeps huge guides within a small machine's memory.
const (
	garbagePercent = 400
	memoryLimit    = 480 << 20 // bytes
)

func main() {
	debug.SetGCPercent(garbagePercent)
	debug.SetMemoryLimit(memoryLimit)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

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

// garbagePercent lets a build collect garbage less often than Go would by
// itself: it is short, and most of what it makes it keeps.
const garbagePercent = 150

func main() {
	debug.SetGCPercent(garbagePercent)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// audited is what an audit by the command takes: it reads, checks and renders
// everything itself, and asks no other servers.
type audited struct {
	took, cpu time.Duration // cpu on all cores together
	peak      int64         // bytes
}

func (a audited) print(r row) {
	fmt.Printf("%9s audited in %.2f s, peak %.0f MB: %.2f of the build's time, %.2f of its processor time\n", "",
		a.took.Seconds(), float64(a.peak)/1e6, a.took.Seconds()/r.cold.Seconds(), a.cpu.Seconds()/r.coldCPU.Seconds())
}

func auditSite(binary, site string) (audited, error) {
	c := exec.Command(binary, "audit", "--brief")
	c.Dir = site
	c.Env = append(os.Environ(), "RETAKE_COMPRESS=false", "RETAKE_PICTURES=false")
	start := time.Now()
	out, err := c.CombinedOutput()
	took := time.Since(start)
	if err != nil && c.ProcessState.ExitCode() != 1 { // it finds something in words put together at random
		return audited{}, fmt.Errorf("audit: %w\n%s", err, out)
	}
	done := c.ProcessState
	peak := done.SysUsage().(*syscall.Rusage).Maxrss * 1024 // Linux counts in KiB
	return audited{took, done.UserTime() + done.SystemTime(), peak}, nil
}

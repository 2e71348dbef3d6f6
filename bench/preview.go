package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

const (
	saves = 50
	// breath is between two saves: nobody saves faster, and what follows a
	// reload must not be measured with the next.
	breath = 300 * time.Millisecond
	// tooLong is when a server that says nothing is given up.
	tooLong = 2 * time.Minute
)

// server shows a guide while it is written.
type server interface {
	// start shows the guide in a folder, with a page open, and returns what
	// tells when the browser is told to load that page again.
	start(dir, page string) (told <-chan time.Time, err error)
	// used is the processor time that it has taken so far.
	used() time.Duration
	// fetch is the page as it is now.
	fetch(page string) (string, error)
	stop()
}

// saving is what fifty saves took.
type saving struct {
	name          string
	told, fetched []time.Duration // until the browser was told; until it had the new page
	cpu           time.Duration   // processor time of the server, of one save and what follows
	load          float64         // of the machine meanwhile, in processes that want to run
}

func (s saving) print() {
	ms := func(d []time.Duration, share float64) float64 {
		return float64(d[int(share*float64(len(d)-1))].Microseconds()) / 1000
	}
	slices.Sort(s.told)
	slices.Sort(s.fetched)
	fmt.Printf("%-34s %8.1f %8.1f %10.1f %8.1f %8.1f %8.1f\n", s.name, ms(s.told, .5), ms(s.told, .95), ms(s.fetched, .5), ms(s.fetched, .95), float64(s.cpu.Microseconds())/1000, s.load)
}

// previews measures the default guide and a big one, and the big one with
// Hugo when there is one.
func previews(dir, binary, hugo string, articles int, seed int64) error {
	fmt.Printf("\n%-34s %8s %8s %10s %8s %8s %8s\n", "save → browser, ms", "told p50", "told p95", "loaded p50", "p95", "cpu", "load")
	small := filepath.Join(dir, "default")
	if err := os.CopyFS(filepath.Join(small, "content"), os.DirFS("content")); err != nil {
		return err
	}
	settings, err := os.ReadFile("site.yaml")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(small, "site.yaml"), settings, 0o644); err != nil {
		return err
	}
	big := filepath.Join(dir, "big")
	if err := writeCorpus(big, articles, seed); err != nil {
		return err
	}
	article := "content/en/reasons/part-000/article-00000.md"
	measured := []struct {
		name            string
		server          server
		dir, file, page string
	}{
		{"default guide, generator serve", &retake{binary: binary}, small, "content/en/reasons/blurry-photo.md", "reasons/blurry-photo/"},
		{fmt.Sprintf("%d articles, generator serve", articles), &retake{binary: binary}, big, article, "reasons/part-000/article-00000/"},
	}
	if hugo != "" {
		if err := asHugo(big); err != nil {
			return err
		}
		measured = append(measured, measured[1])
		last := &measured[len(measured)-1]
		last.name, last.server, last.page = fmt.Sprintf("%d articles, hugo server", articles), &hugoServer{binary: hugo}, "en/reasons/part-000/article-00000/"
	}
	for _, m := range measured {
		result, err := save(m.server, m.dir, m.file, m.page)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		result.name = m.name
		result.print()
	}
	return nil
}

// save saves a page fifty times, each time with other words.
func save(s server, dir, file, page string) (saving, error) {
	var result saving
	told, err := s.start(dir, page)
	defer s.stop()
	if err != nil {
		return result, err
	}
	path := filepath.Join(dir, filepath.FromSlash(file))
	before, err := os.ReadFile(path)
	if err != nil {
		return result, err
	}
	var warm time.Duration
	for i := range saves + 1 {
		time.Sleep(breath)
		for len(told) > 0 {
			<-told
		}
		words := fmt.Sprintf("Saved for the %dth time.", i)
		start := time.Now()
		if err := os.WriteFile(path, append(slices.Clip(before), "\n"+words+"\n"...), 0o644); err != nil {
			return result, err
		}
		var at time.Time
		select {
		case at = <-told:
		case <-time.After(tooLong):
			return result, fmt.Errorf("the browser is told nothing of save %d", i)
		}
		for loaded := ""; !strings.Contains(loaded, words); {
			if loaded, err = s.fetch(page); err != nil {
				return result, err
			}
			if time.Since(start) > tooLong {
				return result, fmt.Errorf("save %d never shows", i)
			}
		}
		if i == 0 { // the first warms up
			warm = s.used()
		} else {
			result.told = append(result.told, at.Sub(start))
			result.fetched = append(result.fetched, time.Since(start))
		}
	}
	time.Sleep(breath)
	result.cpu, result.load = (s.used()-warm)/saves, load()
	return result, os.WriteFile(path, before, 0o644)
}

// load is how many processes want to run, over the last minute; 0 where the
// system does not say.
func load() (l float64) {
	text, err := os.ReadFile("/proc/loadavg")
	if err == nil {
		_, _ = fmt.Sscan(string(text), &l) // a number, by the system's manual
	}
	return l
}

// retake is generator serve.
type retake struct {
	binary string
	child
}

// child is a server's process.
type child struct {
	command *exec.Cmd
	url     string
	closers []io.Closer
}

// run starts the process and waits until a line says where it listens.
func (c *child) run(dir string, address *regexp.Regexp, args ...string) error {
	c.command = exec.Command(args[0], args[1:]...)
	c.command.Dir = dir
	out, err := c.command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.command.Start(); err != nil {
		return err
	}
	found := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(out); lines.Scan(); { // to its end, so that nobody waits for us to read
			if m := address.FindStringSubmatch(lines.Text()); m != nil {
				found <- m[1]
			}
		}
	}()
	select {
	case c.url = <-found:
		return nil
	case <-time.After(tooLong):
		return fmt.Errorf("%s does not begin", args[0])
	}
}

func (c *child) stop() {
	for _, closer := range c.closers {
		_ = closer.Close() // what was heard has been measured
	}
	if c.command != nil && c.command.Process != nil {
		_ = c.command.Process.Signal(os.Interrupt) // it may have ended
		_ = c.command.Wait()
	}
}

// used is what the system says that the process took, in steps of 10 ms; 0
// where it does not say.
func (c *child) used() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.command.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ") // the name may have blanks
	fields := strings.Fields(rest)
	var user, system time.Duration // in ticks, fields 14 and 15 of the manual
	_, _ = fmt.Sscan(fields[11], &user)
	_, _ = fmt.Sscan(fields[12], &system)
	return (user + system) * 10 * time.Millisecond
}

func (c *child) fetch(page string) (string, error) {
	answer, err := http.Get(c.url + page)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return string(body), err
}

var guideAt = regexp.MustCompile(`^The guide: +(\S+)$`)

func (r *retake) start(dir, page string) (<-chan time.Time, error) {
	if err := r.run(dir, guideAt, r.binary, "serve", "--port", "0"); err != nil {
		return nil, err
	}
	body, err := r.fetch(page)
	if err != nil {
		return nil, err
	}
	q := url.Values{}
	for _, name := range []string{"page", "print", "sheet"} {
		_, after, _ := strings.Cut(body, "data-"+name+`="`)
		value, _, _ := strings.Cut(after, `"`)
		q.Set(name, value)
	}
	answer, err := http.Get(r.url + "__preview/events?" + q.Encode())
	if err != nil {
		return nil, err
	}
	r.closers = append(r.closers, answer.Body)
	told := make(chan time.Time, saves)
	go func() {
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if strings.Contains(lines.Text(), `"reload":true`) {
				told <- time.Now()
			}
		}
	}()
	return told, nil
}

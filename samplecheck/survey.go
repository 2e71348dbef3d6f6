package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"retake/progress"
	"retake/samplecheck/cache"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/survey"
	"retake/samplecheck/vision"
)

// surveyFlags are the flags of the commands that measure.
type surveyFlags struct {
	workers int
	timeout time.Duration
	cache   string
	noCache bool
}

func (f *surveyFlags) add(c *cobra.Command) {
	// One more than there are cores: none waits while a photo is handed over.
	c.Flags().IntVar(&f.workers, "workers", runtime.GOMAXPROCS(0)+1, "photos that are measured at the same time")
	c.Flags().DurationVar(&f.timeout, "timeout", time.Minute, "longest time for one photo")
	c.Flags().StringVar(&f.cache, "cache", "", "folder that remembers numbers (default: retake/samplecheck in the user's cache)")
	c.Flags().BoolVar(&f.noCache, "no-cache", false, "measure everything anew, and remember nothing")
}

// loose begins the name under which photos are remembered that belong to no
// folder of labelled ones: what is known of those must not be forgotten for
// the sake of one of them.
const loose = "\x00"

// worthABar is the number of photos from which measuring takes long enough
// for a progress bar.
const worthABar = 20

// surveyor measures for a command.
type surveyor struct {
	survey.Survey
	t     *terminal
	quiet bool
}

// surveyor takes some of these measures of each photo.
func (f *surveyFlags) surveyor(t *terminal, quiet bool) (*surveyor, error) {
	command, err := workerCommand()
	if err != nil {
		return nil, err
	}
	if f.workers < 1 || f.timeout <= 0 {
		return nil, fmt.Errorf("--workers and --timeout must be more than 0")
	}
	s := &surveyor{t: t, quiet: quiet, Survey: survey.Survey{Workers: f.workers, Command: command, Timeout: f.timeout}}
	s.Warn = func(err error) { fmt.Fprintf(t.err, "Numbers are not remembered: %v\n", err) }
	if f.noCache {
		return s, nil
	}
	dir := f.cache
	if dir == "" {
		if dir, err = cache.Default(); err != nil {
			s.Warn(err)
			return s, nil
		}
	}
	if s.Cache, err = cache.Open(dir, cacheVersions(), measureVersions()); err != nil {
		if f.cache != "" {
			return nil, err
		}
		s.Warn(err)
	}
	s.Cache.Tidy(time.Now())
	return s, nil
}

// versions are those of what numbers depend on besides the measures.
func versions() map[string]string {
	return map[string]string{"opencv": vision.OpenCV(), "decoding": fmt.Sprint(vision.Version)}
}

// cacheVersions are those of what all numbers and refusals depend on.
func cacheVersions() string {
	return fmt.Sprintf("opencv %s decoding %d%s", vision.OpenCV(), vision.Version, program())
}

// measureVersions are those of what each measure's numbers depend on besides.
func measureVersions() map[string]string {
	versions := map[string]string{}
	for _, m := range measure.All() {
		versions[m.Name] = fmt.Sprint(m.Version)
		if m.OfFaces() {
			versions[m.Name] += " " + vision.FaceFinder()
		}
	}
	return versions
}

// measure measures files with a progress bar.
func (s *surveyor) measure(ctx context.Context, folder string, files []survey.File) ([]survey.Photo, error) {
	bar := progress.New(s.t.err, s.quiet, worthABar)
	defer bar.Close()
	job := s.Survey
	job.Folder, job.Progress = folder, bar.Report
	return job.Measure(ctx, files)
}

// dataset takes the measures of a folder's photos that are wanted of each, by
// its name. What nobody asks for costs nothing.
func (s *surveyor) dataset(ctx context.Context, set *dataset.Dataset, wanted map[string][]string) ([]survey.Photo, error) {
	var files []survey.File
	for _, name := range set.Photos {
		if len(wanted[name]) > 0 {
			files = append(files, survey.File{Name: name, Path: set.Path(name), Wanted: wanted[name]})
		}
	}
	return s.measure(ctx, set.Dir, files)
}

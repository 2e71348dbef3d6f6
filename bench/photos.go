package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/image/draw"

	"retake/samplecheck/dataset"
)

// How many photos each part of the measurement takes: enough that starting
// processes does not decide it.
const (
	manyPhotos  = 1_000  // as they are
	largePhotos = 24     // enlarged to 12 megapixels
	warmPhotos  = 10_000 // that the cache knows
)

// photoBench measures samplecheck against decoding alone.
type photoBench struct {
	dir                 string // for all that is made
	samplecheck, decode string // programs
}

// spent is what a command took.
type spent struct {
	wall, cpu time.Duration
}

func benchPhotos(asked string) error {
	dir, err := os.MkdirTemp("", "retake-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	photos := photosAt(asked)
	b := &photoBench{dir: dir, samplecheck: filepath.Join(dir, "samplecheck"), decode: filepath.Join(dir, "decode")}
	for program, source := range map[string]string{b.samplecheck: "./samplecheck", b.decode: "./bench/decode"} {
		if out, err := exec.Command("go", "build", "-o", program, source).CombinedOutput(); err != nil {
			return fmt.Errorf("build %s: %w\n%s", source, err, out)
		}
	}
	set, wrong, err := dataset.Read(photos)
	if err = errors.Join(err, wrong.Err()); err != nil {
		return err
	}
	found := slices.DeleteFunc(slices.Clone(set.Photos), func(name string) bool { return filepath.Ext(name) != ".jpg" })
	if len(found) == 0 {
		return fmt.Errorf("there is no photo in %s; name a folder with --photos", photos)
	}
	fmt.Printf("\nphotos of %s, the cache cold\n%9s %9s %9s %9s %9s\n", photos, "photos", "run s", "÷ decode", "CPU s", "÷ decode")
	many, few := spread(found, manyPhotos), spread(found, largePhotos)
	for _, c := range []cold{
		{"as they are, labelled as they are", many, copyPhoto, func(names map[string]string) []dataset.Label { return renamed(set.Labels, names) }},
		{"as they are, each labelled for every check", many, copyPhoto, everyCheck},
		{"enlarged to 12 megapixels, likewise", few, enlarge, everyCheck},
	} {
		if err := b.cold(set, c); err != nil {
			return err
		}
	}
	if err := b.warm(); err != nil {
		return err
	}
	fmt.Println(`
run s     samplecheck run as it is, the mean of three
CPU s     what all its processes took of the cores: this is what to look at while the machine does other things
÷ decode  the same, against OpenCV decoding the same files at full size on as many cores, and nothing else`)
	return nil
}

// spread takes n of many, evenly.
func spread(files []string, n int) []string {
	n = min(n, len(files))
	chosen := make([]string, n)
	for i := range chosen {
		chosen[i] = files[i*len(files)/n]
	}
	return chosen
}

// cold is a measurement of photos that the cache does not know.
type cold struct {
	name   string
	photos []string // of the folder
	make   func(to, from string) error
	labels func(names map[string]string) []dataset.Label // of the files that were made, by the photos' names
}

// cold measures the same photos with samplecheck and with decoding alone, in
// turn, so that both see the same machine.
func (b *photoBench) cold(set *dataset.Dataset, c cold) error {
	folder := filepath.Join(b.dir, strings.ReplaceAll(c.name, " ", "-"))
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	names := map[string]string{}
	for i, photo := range c.photos {
		names[photo] = fmt.Sprintf("%03d.jpg", i)
		if err := c.make(filepath.Join(folder, names[photo]), set.Path(photo)); err != nil {
			return fmt.Errorf("%s: %w", photo, err)
		}
	}
	if err := writeLabels(folder, c.labels(names)); err != nil {
		return err
	}
	var ours, theirs spent
	for range 3 {
		if err := theirs.add(b.decode, folder); err != nil {
			return err
		}
		if err := ours.add(b.samplecheck, "run", "--no-cache", "--photos", folder); err != nil {
			return err
		}
	}
	fmt.Printf("%9d %9.2f %9.2f %9.2f %9.2f  %s\n", len(c.photos), ours.wall.Seconds()/3, ours.wall.Seconds()/theirs.wall.Seconds(),
		ours.cpu.Seconds()/3, ours.cpu.Seconds()/theirs.cpu.Seconds(), c.name)
	return nil
}

// add runs a command and adds what it took, workers included. Exit codes that
// say something of the photos are fine.
func (s *spent) add(program string, args ...string) error {
	c := exec.Command(program, args...)
	start := time.Now()
	out, err := c.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 && exit.ExitCode() != 3) {
		return fmt.Errorf("%s: %w\n%s", filepath.Base(program), err, out)
	}
	s.wall += time.Since(start)
	s.cpu += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return nil
}

// warm measures a run of which the cache knows every photo.
func (b *photoBench) warm() error {
	folder := filepath.Join(b.dir, "warm")
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	small := filepath.Join(b.dir, "small.jpg")
	if err := writeJPEG(small, image.NewGray(image.Rect(0, 0, 240, 180))); err != nil {
		return err
	}
	data, err := os.ReadFile(small)
	if err != nil {
		return err
	}
	names := map[string]string{}
	long := time.Now().Add(-time.Hour)
	for i := range warmPhotos {
		name := fmt.Sprintf("%05d.jpg", i)
		names[name] = name
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, binary.BigEndian.AppendUint32(slices.Clone(data), uint32(i)), 0o644); err != nil {
			return err
		}
		if err := os.Chtimes(file, long, long); err != nil {
			return err
		}
	}
	if err := writeLabels(folder, everyCheck(names)); err != nil {
		return err
	}
	arguments := []string{"run", "--cache", filepath.Join(b.dir, "cache"), "--photos", folder}
	var first, again spent
	if err := first.add(b.samplecheck, arguments...); err != nil {
		return err
	}
	if err := again.add(b.samplecheck, arguments...); err != nil {
		return err
	}
	fmt.Printf("%9d %9.2f %9s %9.2f %9s  small ones, the cache warm (cold: %.1f s)\n", warmPhotos, again.wall.Seconds(), "", again.cpu.Seconds(), "", first.wall.Seconds())
	return nil
}

// renamed are the labels of photos that have other names now.
func renamed(labels []dataset.Label, names map[string]string) (found []dataset.Label) {
	for _, l := range labels {
		if name, ok := names[l.Photo]; ok {
			l.Photo = name
			found = append(found, l)
		}
	}
	return found
}

// everyCheck labels every photo for each of the five checks of the default
// guide, so that everything there is to do is done.
func everyCheck(names map[string]string) (labels []dataset.Label) {
	for i, name := range slices.Sorted(maps.Values(names)) {
		for j, check := range []string{"sharpness", "dark", "glare", "bright", "framing"} {
			labels = append(labels, dataset.Label{Photo: name, Check: check, Bad: (i+j)%2 == 1, Group: fmt.Sprint(i / 3), Set: "bench", Note: fmt.Sprint("kind", i%4)})
		}
	}
	return labels
}

func writeLabels(folder string, labels []dataset.Label) error {
	table, err := dataset.Format(labels)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, dataset.File), table, 0o644)
}

func copyPhoto(to, from string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}

// enlarge makes a photo of 12 megapixels of a smaller one.
func enlarge(to, from string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close() // reading only: nothing can be lost
	small, _, err := image.Decode(f)
	if err != nil {
		return err
	}
	large := image.NewRGBA(image.Rect(0, 0, 4000, 3000))
	draw.BiLinear.Scale(large, large.Bounds(), small, small.Bounds(), draw.Src, nil)
	return writeJPEG(to, large)
}

func writeJPEG(file string, m image.Image) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(jpeg.Encode(f, m, &jpeg.Options{Quality: 92}), f.Close())
}

// photosAt is where photos are to be measured on: what is asked for, the real
// ones if they are there, and else those that the project has drawn.
func photosAt(asked string) string {
	for _, folder := range []string{asked, os.Getenv("RETAKE_PHOTOS"), "../shared/photos"} {
		if folder == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(folder, dataset.File)); !errors.Is(err, fs.ErrNotExist) {
			return folder
		}
	}
	return "photos/synthetic"
}

package output

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNamesOutsideTheDirectoryAreRefused(t *testing.T) {
	for _, name := range []string{
		"", ".", "..", "../x", "a/../../x", "a/../b", "/etc/passwd", "a//b", "a/", "./a",
		`a\b`, `..\x`, "a\x00b", "a\nb", "a\x7f", "\xff", ".retake", ".retake/x", ".Retake/manifest.json",
		strings.Repeat("x", 256), "a/" + strings.Repeat("é", 128) + "/b",
	} {
		tx := begin(t, newDir(t), nil, swapping)
		if tx.Put(name, nil) == nil {
			t.Errorf("Put accepts %q", name)
		}
		if _, err := tx.Create(name); err == nil {
			t.Errorf("Create accepts %q", name)
		}
		never := func() ([]byte, error) { t.Errorf("make is called for %q", name); return nil, nil }
		if tx.Derive(name, "1", never) == nil {
			t.Errorf("Derive accepts %q", name)
		}
		if err := tx.Abort(); err != nil {
			t.Error(err)
		}
	}
}

func TestUnusualNamesArePublished(t *testing.T) {
	eachWay(t, func(t *testing.T, opts Options) {
		dir := newDir(t)
		s := site{
			strings.Repeat("x", 255):                                 "long",
			strings.Repeat(strings.Repeat("y", 100)+"/", 10) + "end": "deep",
			"ayuda/¿por-qué?.html":                                   "accents",
			"a b/%20 &<>\".html":                                     "marks",
			".well-known/security.txt":                               "hidden",
			"docs/.retake/x":                                         "not ours below the top",
			"...":                                                    "dots",
		}
		publish(t, dir, s, opts)
		expect(t, dir, s)
		expectCounts(t, publish(t, dir, s, opts), 0, len(s), 0, 0)
	})
}

func TestCollisionsAreRefused(t *testing.T) {
	for _, c := range []struct{ first, second, says string }{
		{"a", "a", "written twice"},
		{"a/B.html", "a/b.html", "differ only in case"},
		{"Docs/a", "docs/b", "differ only in case"},
		{"caf\u00e9", "cafe\u0301", "differ only in case or accents"},
		{"a", "a/b", "both a file and a folder"},
		{"a/b/c", "a/b", "both a file and a folder"},
	} {
		tx := begin(t, newDir(t), site{c.first: ""}, swapping)
		err := tx.Put(c.second, nil)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q after %q: %v, want %q", c.second, c.first, err, c.says)
		}
		tx.Abort()
	}
}

func TestDirectoriesWithMoreThanASiteAreRefused(t *testing.T) {
	project := t.TempDir()
	write(t, project, "site.yaml", "")
	write(t, project, "content/en/reasons/x.md", "")
	home := t.TempDir()
	t.Setenv("HOME", filepath.Join(home, "me"))
	write(t, home, "me/file", "")
	write(t, home, "a-file", "")
	if err := os.Symlink("nowhere", filepath.Join(home, "dangling")); err != nil {
		t.Fatal(err)
	}
	content := filepath.Join(project, "content")
	cases := map[string]struct {
		dir, says string
		sources   []string
	}{
		"nothing":         {"", "no directory", nil},
		"root":            {"/", "root of the file system", nil},
		"home":            {filepath.Join(home, "me"), "home directory", nil},
		"above home":      {home, "home directory", nil},
		"site.yaml":       {project, "site.yaml", nil},
		"a source":        {content, "made from", []string{content}},
		"above a source":  {content, "made from", []string{filepath.Join(content, "en")}},
		"within a source": {filepath.Join(content, "en/public"), "lies within", []string{content}},
		"a file":          {filepath.Join(home, "a-file"), "is a file", nil},
		"below a file":    {filepath.Join(home, "a-file/public"), "", nil},
		"dangling link":   {filepath.Join(home, "dangling"), "link to nothing", nil},
	}
	for name, c := range cases {
		tx, err := Open(context.Background(), c.dir, Options{Sources: c.sources})
		if err == nil {
			tx.Abort()
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: Open says %v, want %q", name, err, c.says)
		}
	}
	publish(t, filepath.Join(project, "public"), site{"a": "b"}, Options{Sources: []string{content}})
}

func TestHowTheDirectoryIsWrittenDoesNotMatter(t *testing.T) {
	parent, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(parent)
	publish(t, "new/deep/public/", site{"a": "1"}, swapping)
	if err := os.Symlink("new/deep/public", "link"); err != nil {
		t.Fatal(err)
	}
	for i, dir := range []string{"new/deep/public", "./new/../new/deep/public", "link", "link/", filepath.Join(parent, "link")} {
		data := strings.Repeat("x", i)
		if report := publish(t, dir, site{"a": data}, swapping); report.Written != 1 || report.InPlace {
			t.Errorf("%s: %+v", dir, report)
		}
		expect(t, "new/deep/public", site{"a": data})
	}
	if target, err := os.Readlink("link"); err != nil || target != "new/deep/public" {
		t.Errorf("the link is now %q, %v", target, err)
	}
}

func TestWorkingDirectoryIsNotPulledAway(t *testing.T) {
	dir := newDir(t)
	publish(t, dir, site{"a/b": "1"}, swapping)
	t.Chdir(filepath.Join(dir, "a"))
	root := stat(t, dir)
	report := publish(t, "..", site{"a/b": "2"}, swapping)
	if !report.InPlace || !os.SameFile(root, stat(t, dir)) {
		t.Errorf("swapped under a process that stands in it: %+v", report)
	}
	if data, err := os.ReadFile("b"); err != nil || string(data) != "2" {
		t.Errorf("read %q, %v", data, err)
	}
}

func FuzzNamesStayInside(f *testing.F) {
	for _, name := range []string{"a/b", "../x", "/x", `a\b`, ".retake/x", "a/./b", "con:x", "é/\u0301"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if checkName(name) != nil {
			return
		}
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			t.Errorf("%q is accepted, but not local", name)
		}
		if inner := filepath.Join("/public", name); !strings.HasPrefix(inner, "/public/") || strings.HasPrefix(inner, "/public/.retake/") {
			t.Errorf("%q is accepted, but leads to %s", name, inner)
		}
	})
}

func FuzzManifestNeverLeadsOutside(f *testing.F) {
	f.Add([]byte(`{"version":1,"files":{"a/b":{"sum":"00","from":"k"}}}`))
	f.Add([]byte(`{"version":1,"files":{"../x":{"sum":"00"}}}`))
	f.Add([]byte(`{"version":1,"files":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := decodeManifest(data)
		if err != nil {
			return
		}
		for name := range m {
			if err := checkName(name); err != nil {
				t.Errorf("holds %q: %v", name, err)
			}
		}
		again, err := decodeManifest(m.encode())
		if err != nil || len(again) != len(m) {
			t.Errorf("%s is read as %v, %v", m.encode(), again, err)
		}
	})
}

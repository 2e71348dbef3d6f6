package dataset

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"retake/generator/mistake"
)

const head = "photo,check,defect,group,set,licence,note\n"

// folder makes a folder with labels and files, each with its name as bytes
// unless it says otherwise.
func folder(t *testing.T, labels string, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, file := range append(files, File+"="+labels) {
		name, text, ok := strings.Cut(file, "=")
		if !ok {
			text = name
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t *testing.T, labels string, files ...string) (*Dataset, mistake.List) {
	t.Helper()
	d, wrong, err := Read(folder(t, labels, files...))
	if err != nil {
		t.Fatal(err)
	}
	return d, wrong
}

func TestReadTakesRowsAsTheyAre(t *testing.T) {
	d, wrong := read(t, "\ufeffdefect,photo,check,note,group\r\nyes,\"b/a,\xff.jpg\",dark,\"torch; ev=-3, wide\",g\r\nno,c.jpg,dark\r\nno,c.jpg,glare,,h\r\n")
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	first := d.Labels[0]
	if first.Photo != "b/a,\xff.jpg" || !first.Bad || first.Group != "g" || !slices.Equal(first.Kinds(), []string{"torch", "wide"}) {
		t.Errorf("got %+v of the kinds %v", first, first.Kinds())
	}
	if !slices.Equal(d.Photos, []string{"b/a,\xff.jpg", "c.jpg"}) {
		t.Errorf("the photos are %q", d.Photos)
	}
	if d.Labels[1].Scene() == d.Labels[0].Scene() || d.Labels[1].Scene() == "" {
		t.Errorf("a photo without a group is in the scene %q", d.Labels[1].Scene())
	}
}

func TestReadNamesMistakes(t *testing.T) {
	for rows, want := range map[string]string{
		"":                               "labels.csv: this file is empty",
		"photo;check;defect\n":           "labels.csv:1:1: semicolons divide the columns of this table",
		"photo\tcheck\tdefect\n":         "labels.csv:1:1: tabs divide the columns of this table",
		"a.jpg,dark,no\nb.jpg,dark,no\n": "labels.csv:1:1: the first line does not name the columns",
		"\xff\xfep\x00h\x00":             "labels.csv: this file is UTF-16 text",
		head + "\"a.jpg,dark,no\nb.jpg,dark,no\n": `labels.csv:2:1: this is not a table: extraneous or missing " in quoted-field`,
		"photo,check\n":                           `labels.csv:1:1: there is no column "defect"`,
		"photo,check,defect,grup\n":               `labels.csv:1:20: unknown column "grup"`,
		"photo,photo,check,defect\n":              `labels.csv:1:7: the column "photo" stands here a second time`,
		head + "é.jpg,dark,maybe\n":               `labels.csv:2:12: defect is yes or no, and here it is "maybe"`,
		head + "a.jpg,dark\n":                     "labels.csv:2:1: this row has too few columns",
		head + "a.jpg,,no\n":                      "labels.csv:2:7: this row does not say for which check it is",
		head + ",dark,no\n":                       "labels.csv:2:1: this row names no photo",
		head + "../a.jpg,dark,no\n":               `labels.csv:2:1: "../a.jpg" leads out of the folder`,
		head + "/a.jpg,dark,no\n":                 `labels.csv:2:1: "/a.jpg" leads out of the folder`,
		head + "b/../../a.jpg,dark,no\n":          `labels.csv:2:1: "b/../../a.jpg" leads out of the folder`,
		head + "./a.jpg,dark,no\n":                `labels.csv:2:1: "./a.jpg" is not the shortest way to say this`,
		head + "a.jpg,dark,no\na.jpg,dark,yes\n":  `labels.csv:3:1: "a.jpg" has the defect for dark and has it not`,
		head + "a.jpg,dark,no\n\na.jpg,dark,no\n": `labels.csv:4:1: "a.jpg" is labelled for dark a second time`,
		head + "a.jpg,dark,no\n\"b\"c,dark,no\n":  `labels.csv:3:3: this is not a table: extraneous or missing " in quoted-field`,
		head + "\"a.jpg,dark,no\n":                `labels.csv:2:15: this is not a table: extraneous or missing " in quoted-field`,
	} {
		_, wrong := read(t, rows)
		if len(wrong) != 1 {
			t.Errorf("%q: %v", rows, wrong)
			continue
		}
		got := wrong[0].Error()
		if got = got[strings.Index(got, File):]; got != want {
			t.Errorf("%q\n got %s\nwant %s", rows, got, want)
		}
	}
}

func TestReadSaysWhatIsNotThere(t *testing.T) {
	empty := t.TempDir()
	for dir, want := range map[string]string{
		filepath.Join(empty, "no"): "there is no folder",
		empty:                      "there is no labels.csv in",
	} {
		if _, _, err := Read(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestLintFindsWhatWeakensNumbers(t *testing.T) {
	many := func(check, defect string, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("many/" + check + defect + string(rune('a'+i)) + ".jpg," + check + "," + defect + "\n")
		}
		return b.String()
	}
	for rows, want := range map[string][]string{
		"a,dark,no,g\n":                         {`2:1: dark has 1 good photo,`, `2:1: dark has no bad photo`},
		"a,dark,no,g\ntwin-of-a,dark,no,h\n":    {`3:1: "twin-of-a" has the same bytes as "a" on line 2, and another group`},
		"a,dark,no,g\ntwin-of-a,dark,yes,g\n":   {`3:1: "twin-of-a" has the same bytes as "a" on line 2, and the opposite label for dark`},
		"a,dark,no,g\na,glare,no,h\n":           {`3:1: "a" is in the group "h" here and in "g" on line 2`},
		"a,dark,no,g\ntwin-of-a,glare,no,g\n":   nil,
		"gone,dark,no\n":                        {`2:1: "gone" cannot be read`},
		"link,dark,no\n":                        {`2:1: "link" cannot be read`},
		"a,drak,no\n":                           {`2:1: there is no check "drak"`},
		"a,dark,no\n" + many("dark", "yes", 19): {`2:1: dark has 19 bad photos, fewer than 20`},
	} {
		dir := folder(t, head+rows, "a", "twin-of-a=a")
		if err := os.Symlink("nowhere", filepath.Join(dir, "link")); err != nil {
			t.Fatal(err)
		}
		d, found, err := Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		sums, refused, err := d.Sums(context.Background(), 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, d.Lint([]string{"dark", "glare"}, sums, refused)...)
		for _, text := range want {
			if !slices.ContainsFunc(found, func(m mistake.Mistake) bool { return strings.Contains(m.Error(), File+":"+text) }) {
				t.Errorf("%q: %q was not found, but %v", rows, text, found)
			}
		}
		if want == nil && slices.ContainsFunc(found, func(m mistake.Mistake) bool { return !strings.HasPrefix(m.Rule, "few-") && m.Rule != "empty-class" }) {
			t.Errorf("%q: %v", rows, found)
		}
	}
}

func TestHashNamesPhotosLabelsAndScenes(t *testing.T) {
	hash := func(rows string, files ...string) string {
		d, _ := read(t, head+rows, files...)
		sums, _, err := d.Sums(context.Background(), 3, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d.Hash("dark", sums)
	}
	base := hash("a,dark,no,g\nb,dark,yes,h\n", "a", "b")
	if hash("moved,dark,yes,h,set,licence,note\na,dark,no,g\na,glare,yes,g\n", "a", "moved=b") != base {
		t.Error("order, names, words or other checks change the hash")
	}
	for _, rows := range []string{"a,dark,no,g\nb,dark,no,h\n", "a,dark,no,g\nb,dark,yes,g\n", "a,dark,no,g\n", "a,dark,no,g\nc,dark,yes,h\n"} {
		if hash(rows, "a", "b") == base {
			t.Errorf("%q has the same hash", rows)
		}
	}
	if hash("a,dark,no,g\nb,dark,yes,h\n", "a", "b=c") == base {
		t.Error("another photo has the same hash")
	}
}

func TestLoadRefusesWhatIsNoFile(t *testing.T) {
	dir := folder(t, head, "a")
	for name, want := range map[string]string{dir: "not-a-file", filepath.Join(dir, "no"): "missing", "/dev/zero": "not-a-file"} {
		if _, refusal := Stat(name); refusal == nil || refusal.Code != want {
			t.Errorf("%s: %v", name, refusal)
		}
	}
	huge := filepath.Join(dir, "huge")
	if err := os.Truncate(filepath.Join(dir, "a"), MaxPhoto+1); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "a"), huge); err != nil {
		t.Fatal(err)
	}
	if _, refusal := Stat(huge); refusal == nil || refusal.Code != "too-large" {
		t.Errorf("got %v", refusal)
	}
}

func TestFindListsPhotosBelowAFolder(t *testing.T) {
	dir := folder(t, head, "b.JPG", "a.heic", ".hidden.jpg", "notes.txt")
	if err := os.MkdirAll(filepath.Join(dir, "below"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "below", "c.png")); err != nil {
		t.Fatal(err)
	}
	found, err := Find(dir)
	want := []string{filepath.Join(dir, "a.heic"), filepath.Join(dir, "b.JPG"), filepath.Join(dir, "below", "c.png")}
	if err != nil || !slices.Equal(found, want) {
		t.Errorf("found %q, %v", found, err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if found, err := Find(link); err != nil || len(found) != len(want) || found[0] != filepath.Join(link, "a.heic") {
		t.Errorf("through a link: %q, %v", found, err)
	}
	text := filepath.Join(dir, "notes.txt")
	if found, err := Find(text); err != nil || !slices.Equal(found, []string{text}) {
		t.Errorf("a file that is named is found as %q, %v", found, err)
	}
}

// FuzzRead reads anything as labels: no panic, and every label that is taken
// stays within the folder.
func FuzzRead(f *testing.F) {
	f.Add([]byte(head + "a,dark,no,g,s,l,n\n\"b\nc\",dark,yes\n"))
	f.Add([]byte("photo,check,defect\n\xff,\x00,no\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, File), src, 0o600); err != nil {
			t.Fatal(err)
		}
		d, wrong, err := Read(dir)
		if err != nil {
			return
		}
		for _, l := range d.Labels {
			if rel, err := filepath.Rel(dir, d.Path(l.Photo)); err != nil || !filepath.IsLocal(rel) {
				t.Errorf("%q leads to %q", l.Photo, rel)
			}
			if l.At.Line < 2 || l.At.Column < 1 {
				t.Errorf("%q stands at %s", l.Photo, l.At)
			}
		}
		wrong.Print(&strings.Builder{})
	})
}

// A first line in capitals, or nearly right, is one: its names are to be mended.
func TestNearlyRightColumnsAreNamed(t *testing.T) {
	for _, line := range []string{"Photo,Check,Defect\n", "photos,checks,defects\n"} {
		_, wrong := read(t, line)
		if len(wrong) != 3 || wrong[0].Rule != "unknown-column" || wrong[2].Hint != `Did you mean "defect"?` {
			t.Errorf("%q: %v", line, wrong)
		}
	}
}

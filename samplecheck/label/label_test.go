package label

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"retake/samplecheck/dataset"
)

// say has somebody answer: "a.jpg sharpness yes".
func say(t *testing.T, dir, by string, answers ...string) {
	t.Helper()
	b, err := Open(dir, by)
	if err != nil {
		t.Fatal(err)
	}
	for _, answer := range answers {
		words := strings.Split(answer, " ")
		if err := b.Say(Pair{words[0], words[1]}, Answer(words[2])); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

func noScenes([]string) map[string]string { return nil }

func merge(t *testing.T, dir string) (Merged, string) {
	t.Helper()
	m, err := Merge(dir, noScenes)
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(filepath.Join(dir, dataset.File))
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(src), "\n")
	return m, rows
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func photosDir(t *testing.T) string {
	dir := filepath.Join(t.TempDir(), "mine")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAnswersOutliveACrash(t *testing.T) {
	dir := photosDir(t)
	say(t, dir, "ana", "a.jpg sharpness yes", "b.jpg sharpness no", "a.jpg sharpness no", "b.jpg sharpness ")
	file := filepath.Join(dir, "labels.ana.csv")
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) {
		write(t, dir, "labels.ana.csv", string(whole[:cut]))
		b, err := Open(dir, "ana")
		if err != nil {
			t.Fatalf("cut off after %d bytes: %v", cut, err)
		}
		if err := b.Say(Pair{"new\n.jpg", "dark"}, CannotSay); err != nil {
			t.Fatal(err)
		}
		b.Close()
		books, err := Read(dir)
		if err != nil || len(books) != 1 {
			t.Fatalf("cut off after %d bytes: %v", cut, err)
		}
		if a, ok := books[0].Said(Pair{"new\n.jpg", "dark"}); !ok || a != CannotSay {
			t.Fatalf("cut off after %d bytes, the next answer is lost", cut)
		}
		// Whatever stood on a whole row is still there.
		want := map[Pair]Answer{{"new\n.jpg", "dark"}: CannotSay}
		for i, row := range strings.SplitAfter(string(whole[:cut]), "\n") {
			if fields := strings.Split(strings.TrimSuffix(row, "\n"), ","); i > 0 && strings.HasSuffix(row, "\n") {
				if p := (Pair{fields[0], fields[1]}); fields[2] == "" {
					delete(want, p)
				} else {
					want[p] = Answer(fields[2])
				}
			}
		}
		if !reflect.DeepEqual(books[0].said, want) {
			t.Fatalf("cut off after %d bytes: %v, want %v", cut, books[0].said, want)
		}
	}
}

func TestOnlyWhatPeopleAgreeOnBecomesALabel(t *testing.T) {
	dir := photosDir(t)
	say(t, dir, "ana", "a.jpg sharpness yes", "b.jpg sharpness no", "c.jpg sharpness yes", "d.jpg sharpness unknown", "e.jpg dark no", "f.jpg dark yes")
	say(t, dir, "ben", "a.jpg sharpness yes", "b.jpg sharpness yes", "c.jpg sharpness unknown", "d.jpg sharpness unknown")
	m, rows := merge(t, dir)
	want := "a.jpg,sharpness,yes,,mine,,by=ana+ben\ne.jpg,dark,no,,mine,,by=ana\nf.jpg,dark,yes,,mine,,by=ana\n"
	if rows != want || m != (Merged{Labels: 3, Agreed: 3, Differ: 2, Unknown: 1, Changed: true}) {
		t.Errorf("%+v:\n%s", m, rows)
	}
	if m, _ := merge(t, dir); m.Changed {
		t.Error("it is written again though nothing has changed")
	}
	// Later they differ about one more, and agree on another.
	say(t, dir, "ben", "a.jpg sharpness no", "b.jpg sharpness no")
	if _, rows := merge(t, dir); rows != "e.jpg,dark,no,,mine,,by=ana\nf.jpg,dark,yes,,mine,,by=ana\nb.jpg,sharpness,no,,mine,,by=ana+ben\n" {
		t.Errorf("after another look:\n%s", rows)
	}
}

func TestRowsOfSomebodyWhoseAnswersAreNotHereAreNotOverruled(t *testing.T) {
	dir := photosDir(t)
	say(t, dir, "ana", "a.jpg sharpness yes")
	_, before := merge(t, dir)
	if err := os.Remove(filepath.Join(dir, "labels.ana.csv")); err != nil {
		t.Fatal(err)
	}
	say(t, dir, "ben", "b.jpg sharpness no")
	if _, rows := merge(t, dir); !strings.HasPrefix(rows, before) {
		t.Errorf("ana's row has become:\n%s", rows)
	}
	say(t, dir, "ben", "a.jpg sharpness no")
	m, rows := merge(t, dir)
	if strings.Contains(rows, "a.jpg") || m.Differ != 1 {
		t.Errorf("ben overrules ana, who is not here:\n%s", rows)
	}
	waiting, err := os.ReadFile(filepath.Join(dir, "labels.disputed.csv"))
	if err != nil || !strings.Contains(string(waiting), before) {
		t.Errorf("and where her row waits: %s, %v", waiting, err)
	}
}

func TestWhatIsTakenBackIsNoLabelAnyMore(t *testing.T) {
	dir := photosDir(t)
	say(t, dir, "ana", "a.jpg sharpness yes", "b.jpg sharpness no")
	merge(t, dir)
	say(t, dir, "ana", "a.jpg sharpness ")
	if _, rows := merge(t, dir); rows != "b.jpg,sharpness,no,,mine,,by=ana\n" {
		t.Errorf("ana has taken an answer back:\n%s", rows)
	}
}

func TestRowsOfOthersStay(t *testing.T) {
	dir := photosDir(t)
	head := "photo,check,defect,group,set,licence,note\n"
	hand := "a.jpg,sharpness,yes,kitchen,phone,CC0,\"table, moved=1\"\nz.jpg,glare,no,garden,phone,CC0,hand\n"
	write(t, dir, dataset.File, head+hand)
	say(t, dir, "ana", "a.jpg dark no", "z.jpg glare no")
	if _, rows := merge(t, dir); rows != hand+"a.jpg,dark,no,kitchen,phone,CC0,by=ana\n" {
		t.Errorf("the scene and the set are the photo's:\n%s", rows)
	}
	say(t, dir, "ana", "a.jpg sharpness no")
	m, rows := merge(t, dir)
	if strings.Contains(rows, "sharpness") || m.Differ != 1 {
		t.Errorf("a row that ana contradicts is still used:\n%s", rows)
	}
	waiting, err := os.ReadFile(filepath.Join(dir, "labels.disputed.csv"))
	if err != nil || !strings.Contains(string(waiting), strings.SplitAfter(hand, "\n")[0]) {
		t.Errorf("and where it waits: %s, %v", waiting, err)
	}
	say(t, dir, "ana", "a.jpg sharpness yes")
	if _, rows = merge(t, dir); !strings.Contains(rows, strings.SplitAfter(hand, "\n")[0]) {
		t.Errorf("it does not come back:\n%s", rows)
	}
	if _, err := os.Stat(filepath.Join(dir, "labels.disputed.csv")); err == nil {
		t.Error("nothing is disputed, and the file is still there")
	}
	// Without ana's file, what she said is a row like others.
	if err := os.Remove(filepath.Join(dir, "labels.ana.csv")); err != nil {
		t.Fatal(err)
	}
	if _, again := merge(t, dir); again != rows {
		t.Errorf("without ana's file:\n%s", again)
	}
}

// Who may read labels is for those to say who have them, and a link stays one.
func TestMergeKeepsPermissionsAndLinks(t *testing.T) {
	dir, elsewhere := photosDir(t), t.TempDir()
	file, target := filepath.Join(dir, dataset.File), filepath.Join(elsewhere, "all.csv")
	write(t, elsewhere, "all.csv", "photo,check,defect\na.jpg,sharpness,yes\n")
	if err := os.Symlink(target, file); err != nil {
		t.Skip("this system has no links: ", err)
	}
	say(t, dir, "ana", "a.jpg dark no")
	if _, rows := merge(t, dir); !strings.Contains(rows, "a.jpg,dark,no") {
		t.Fatalf("it is not written:\n%s", rows)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the permissions are %v, %v", info.Mode(), err)
	}
	if to, err := os.Readlink(file); err != nil || to != target {
		t.Errorf("the link leads to %q, %v", to, err)
	}
}

func TestMergeLeavesLabelsWithMistakesAlone(t *testing.T) {
	dir := photosDir(t)
	broken := "photo,check,defect\na.jpg,sharpness,maybe\n"
	write(t, dir, dataset.File, broken)
	say(t, dir, "ana", "b.jpg dark no")
	if _, err := Merge(dir, noScenes); err == nil || !strings.Contains(err.Error(), "maybe") {
		t.Errorf("it says %v", err)
	}
	if src, _ := os.ReadFile(filepath.Join(dir, dataset.File)); string(src) != broken {
		t.Errorf("it has written\n%s", src)
	}
}

func TestAgreementIsCountedPerCheckAndPair(t *testing.T) {
	dir := photosDir(t)
	write(t, dir, dataset.File, "photo,check,defect\na.jpg,sharpness,no\nc.jpg,sharpness,no\n")
	say(t, dir, "ana", "a.jpg sharpness yes", "b.jpg sharpness no", "c.jpg sharpness no", "a.jpg dark no")
	say(t, dir, "ben", "a.jpg sharpness yes", "b.jpg sharpness unknown", "a.jpg dark no", "b.jpg dark no")
	found, err := Compare(dir, []string{"sharpness", "dark"})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, a := range found {
		said = append(said, a.String())
	}
	want := []string{
		"sharpness, ana and ben: the same of 1 of 2, kappa 0.33 (95 % interval ",
		"dark, ana and ben: the same of 1 of 1; kappa has no meaning while there is one answer only",
		"sharpness, ana and labels.csv: the same of 1 of 2, kappa 0.00 (95 % interval ",
		"sharpness, ben and labels.csv: the same of 0 of 1, kappa 0.00 (95 % interval ",
	}
	if !slices.EqualFunc(said, want, strings.HasPrefix) {
		t.Errorf("it says\n%s", strings.Join(said, "\n"))
	}
	if d := found[0].Differ; len(d) != 1 || d[0] != (Difference{"b.jpg", No, CannotSay}) {
		t.Errorf("they differ about %v", d)
	}
}

func TestScenesAreFoldersAndMoments(t *testing.T) {
	noon := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	times := map[string]time.Time{
		"a.jpg": noon, "b.jpg": noon.Add(time.Minute), "c.jpg": noon.Add(150 * time.Second), "d.jpg": noon.Add(time.Hour), "desk/e.jpg": noon,
	}
	got := Scenes([]string{"d.jpg", "a.jpg", "c.jpg", "b.jpg", "desk/e.jpg", "desk/f.png", "loose.png"}, func(name string) (time.Time, bool) {
		at, ok := times[name]
		return at, ok
	})
	first := "2026-11-25T12-00-00"
	want := map[string]string{"a.jpg": first, "b.jpg": first, "c.jpg": first, "d.jpg": "2026-11-25T13-00-00", "desk/e.jpg": "desk/" + first, "desk/f.png": "desk"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("they are %v", got)
	}
}

func TestNamesThatAreFiles(t *testing.T) {
	for _, name := range []string{"ana", "Ben_2", "zoë-ö", "李"} {
		if err := CheckName(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{"", "../ana", "a/b", "a.b", "disputed", strings.Repeat("a", 41), "a b"} {
		if CheckName(name) == nil {
			t.Errorf("%q is taken", name)
		}
	}
}

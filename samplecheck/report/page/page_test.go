package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"retake/generator/checks"
	"retake/samplecheck/bench"
	"retake/samplecheck/dataset"
	"retake/samplecheck/measure"
	"retake/samplecheck/photo"
	"retake/samplecheck/report"
	"retake/samplecheck/stat"
	"retake/samplecheck/survey"
	"retake/samplecheck/worker"
)

const checksYAML = `soft: {reason: blurry-photo, measure: edge-width, fail_above: 1.3, unsure_above: 1.2, floor: {caught: 0.7, false_alarms: 0.2}}
dark: {reason: blurry-photo, measure: darkness, fail_below: 70, bad_share: 0.1}
bright: {reason: glare, measure: brightness, fail_above: 0.02}
open: {reason: glare, measure: rotation}
`

// evil is a photo's name that would do harm where it is not escaped.
const evil = `</script><img src=x onerror=alert(1)>"'&.jpg`

// makeInput makes a result with everything that a result can have: photos of two
// classes that overlap, some that could not be assessed, unlabelled ones.
func makeInput(t *testing.T) Input {
	t.Helper()
	return makeInputOf(t, 60)
}

func makeInputOf(t *testing.T, photos int) Input {
	t.Helper()
	all, wrong := checks.Parse("checks.yaml", []byte(checksYAML))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	labels := "photo,check,defect,group,set,licence,note\n"
	in := bench.Input{Checks: all, Seed: 1, Versions: map[string]string{"opencv": "4"}, Everywhere: true}
	random := rand.New(rand.NewPCG(7, 7))
	thumbnails := map[string][]byte{}
	for i := range photos {
		name, bad := fmt.Sprintf("photo-%02d.jpg", i), i%3 == 0
		if i == 4 {
			name = evil
		}
		shift := 0.0
		if bad {
			shift = 1
		}
		p := survey.Photo{File: survey.File{Name: name}, Sum: dataset.Sum{byte(i)}}
		if i%20 == 19 {
			p.Refusal = &photo.Refusal{Code: "empty", Reason: "Empty."}
		} else {
			thumbnails[name] = drawn(t, i)
			p.Answer = worker.Answer{Reading: measure.Reading{
				"edge-width": {Number: 1 + .4*shift + .2*random.NormFloat64()},
				"darkness":   {Number: 110 - 60*shift + 25*random.NormFloat64()},
				"brightness": {Number: max(0, .3*shift*random.Float64()+.01*random.NormFloat64())},
				"rotation":   {Number: 10 * random.Float64()},
			}}
		}
		in.Photos = append(in.Photos, p)
		for _, id := range []string{"soft", "dark", "bright", "open"} {
			if id == "dark" && i%4 == 1 {
				continue // not labelled for it
			}
			defect := map[bool]string{true: "yes", false: "no"}[bad]
			labels += fmt.Sprintf("\"%s\",%s,%s,scene-%d,own,CC0,%s\n", strings.ReplaceAll(name, `"`, `""`), id, defect, i/2, []string{"table", "hand"}[i%2])
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, dataset.File), []byte(labels), 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if in.Data, wrong, err = dataset.Read(dir); err != nil || len(wrong) > 0 {
		t.Fatal(err, wrong)
	}
	result := bench.Run(in)
	c := result.Checks["soft"]
	c.CrossValidated = &bench.CrossValidated{Rule: "Youden", Folds: 5, Caught: stat.Of(c.Caught.K-2, c.Caught.N), FalseAlarms: stat.Of(c.FalseAlarms.K+3, c.FalseAlarms.N)}
	return Input{Result: result, Thumbnails: thumbnails, Seen: thumbnails, Limit: 1e6}
}

func drawn(t *testing.T, i int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 48, 32))
	for at := range m.Pix {
		m.Pix[at] = color.Gray{uint8(4 * i)}.Y
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t *testing.T, in Input) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func all(root *html.Node, selector string) []*html.Node {
	return cascadia.QueryAll(root, cascadia.MustCompile(selector))
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	all := ""
	for child := range n.ChildNodes() {
		all += text(child)
	}
	return all
}

// TestNumbersAreThoseOfJSON compares every number of the page that has a
// place in run --json with what stands there, to the last digit, and makes
// sure that no rate of it is missing.
func TestNumbersAreThoseOfJSON(t *testing.T) {
	in := makeInput(t)
	var b bytes.Buffer
	if err := report.JSON(&b, in.Result); err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(&b)
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	rates := map[string]map[string]any{}
	collect(rates, "", tree)
	shown := map[string]bool{}
	for _, n := range all(parse(t, write(t, in)), "[data-number]") {
		path := attribute(n, "data-number")
		shown[path] = true
		if n.Data == "data" {
			if got, want := attribute(n, "value"), fmt.Sprint(at(tree, path)); got != want {
				t.Errorf("%s is %s in the page and %s in JSON", path, got, want)
			}
			continue
		}
		want, ok := rates[path]
		if !ok {
			t.Errorf("JSON has no %s", path)
			continue
		}
		for _, part := range all(n, "data") {
			name := attribute(part, "class")
			if name == "value" && want["value"] == nil {
				continue // of a share: JSON has its parts
			}
			if got := attribute(part, "value"); got != fmt.Sprint(want[name]) {
				t.Errorf("%s.%s is %s in the page and %v in JSON", path, name, got, want[name])
			}
		}
	}
	for path := range rates {
		if !shown[path] {
			t.Errorf("the page does not show %s", path)
		}
	}
	if len(rates) < 40 {
		t.Errorf("only %d rates were compared", len(rates))
	}
}

// collect finds the shares and estimates of JSON by their paths.
func collect(rates map[string]map[string]any, path string, tree any) {
	join := func(name string) string { return strings.TrimPrefix(path+"."+name, ".") }
	switch of := tree.(type) {
	case map[string]any:
		if of["low"] != nil {
			rates[path] = of
			return
		}
		for name, child := range of {
			collect(rates, join(name), child)
		}
	case []any:
		for i, child := range of {
			collect(rates, join(fmt.Sprint(i)), child)
		}
	}
}

func at(tree any, path string) any {
	for name := range strings.SplitSeq(path, ".") {
		tree = tree.(map[string]any)[name]
	}
	return tree
}

func TestSameInputSameBytes(t *testing.T) {
	if write(t, makeInput(t)) != write(t, makeInput(t)) {
		t.Error("the page differs")
	}
}

// TestNothingGetsInOrOut: no address of anywhere, no text of photos' names
// that is taken for markup, and a policy that names what stands in the page.
func TestNothingGetsInOrOut(t *testing.T) {
	page := write(t, makeInput(t))
	root := parse(t, page)
	for _, n := range all(root, "*") {
		for _, a := range n.Attr {
			local := strings.HasPrefix(a.Val, "#") || strings.HasPrefix(a.Val, "data:image/jpeg;base64,")
			if (a.Key == "src" || a.Key == "href") && !local || a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	if n := len(all(root, "img, iframe, object, link, form")); n > 0 {
		t.Errorf("%d elements that could load something", n)
	}
	policy := attribute(all(root, "meta[http-equiv]")[0], "content")
	for _, want := range []string{"default-src 'none'", "img-src data:", "style-src '" + hash(text(all(root, "style")[0])) + "'", "script-src '" + hash(text(all(root, "script[type=module]")[0])) + "'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s: %s", want, policy)
		}
	}
	var d struct{ Photos []struct{ Name string } }
	if err := json.Unmarshal([]byte(text(all(root, "#data")[0])), &d); err != nil {
		t.Fatal(err)
	}
	named := false
	for _, p := range d.Photos {
		named = named || p.Name == shown(evil)
	}
	if !named {
		t.Errorf("the photo with the evil name is missing: %+v", d.Photos)
	}
}

func TestPicturesAreWithinTheLimit(t *testing.T) {
	in := makeInput(t)
	whole := write(t, in)
	if n := len(all(parse(t, whole), ".album image")); n < 57 || strings.Contains(whole, "have no picture here") {
		t.Errorf("%d pictures, and some left out", n)
	}
	if n := strings.Count(whole, "data:image/jpeg"); n != len(all(parse(t, whole), ".album image")) {
		t.Errorf("a picture stands in the page more than once: %d", n)
	}
	in.Limit = 20 << 10
	small := write(t, in)
	size := 0
	for _, found := range regexp.MustCompile(`base64,([^"]*)"`).FindAllStringSubmatch(small, -1) {
		size += len(found[1])
	}
	if size == 0 || size > in.Limit || !strings.Contains(small, "have no picture here") {
		t.Errorf("%d bytes of pictures", size)
	}
	in.Thumbnails, in.Seen = nil, nil
	none := write(t, in)
	if strings.Contains(none, "<image") || !strings.Contains(none, "57 photos are in the numbers but have no picture here") {
		t.Error("without pictures the page does not say how many are left out")
	}
}

func TestTheWorstMistakesComeFirst(t *testing.T) {
	in := makeInput(t)
	c := in.Result.Checks["soft"]
	missed, flagged := mistakes(c)
	if len(missed) == 0 || len(flagged) == 0 {
		t.Fatal("no mistakes to look at")
	}
	for _, j := range c.Judged {
		if j.Bad && !j.Flagged && j.Value.Absent == "" && j.Value.Number < missed[0].Value.Number {
			t.Errorf("%s is missed by more than %s", j.Photo, missed[0].Photo)
		}
		if !j.Bad && j.Flagged && j.Value.Number > flagged[0].Value.Number {
			t.Errorf("%s is flagged by more than %s", j.Photo, flagged[0].Photo)
		}
	}
	root := parse(t, write(t, in))
	if got := text(all(root, "#soft .mistakes .name")[0]); got != missed[0].Photo {
		t.Errorf("the page begins with %s, not %s", got, missed[0].Photo)
	}
	if n := len(all(root, "#dark .shots")); n < 8 {
		t.Errorf("dark has %d lists of photos; those that nobody labelled for it are missing", n)
	}
	if !strings.Contains(text(all(root, "#dark")[0]), "Label these next") || strings.Contains(text(all(root, "#soft")[0]), "Label these next") {
		t.Error("what to label next is said where all is labelled, or not where it is not")
	}
}

func TestAxesKeepWhatIsOnThem(t *testing.T) {
	for _, id := range []string{"soft", "dark", "bright"} {
		a := newAxis(makeInput(t).Result.Checks[id])
		for _, share := range []float64{0, .1, .5, .93, 1} {
			if got := a.share(a.at(share)); got < share-1e-9 || got > share+1e-9 {
				t.Errorf("%s: %v comes back as %v", id, share, got)
			}
		}
		if n := len(a.ticks()); n < 4 || n > 8 {
			t.Errorf("%s has %d ticks: %v", id, n, a.ticks())
		}
	}
	if a := newAxis(makeInput(t).Result.Checks["bright"]); a.Bend == 1 {
		t.Error("where all that matters is small the axis is linear")
	}
}

func TestAResultOfNothing(t *testing.T) {
	page := write(t, Input{Result: &bench.Result{State: bench.TooFew, Order: []string{"a"}, Checks: map[string]*bench.Check{"a": {Notes: []bench.Note{{Text: "has no labelled photo: not measured"}}}}}})
	if main := text(all(parse(t, page), "main")[0]); !strings.Contains(main, "not measured") || strings.Contains(main, "NaN") {
		t.Error(main)
	}
}

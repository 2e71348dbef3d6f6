package desk

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"retake/samplecheck/label"
)

// folder has photos, one that is none, and one that ends too early; beside it
// lies something that is nobody's business.
func folder(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	dir := filepath.Join(root, "mine")
	m := image.NewRGBA(image.Rect(0, 0, 1200, 900))
	for i := range m.Pix {
		m.Pix[i] = uint8(i / 1200)
	}
	m.Set(600, 450, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"mine/a.jpg": b.Bytes(), "mine/b.jpg": b.Bytes(), "mine/c <i>.jpg": b.Bytes(), "mine/d.jpg": b.Bytes(), "mine/x.heic": []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heic"),
		"mine/cut.jpg": b.Bytes()[:b.Len()/2], "secret.jpg": b.Bytes(),
	} {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func sit(t *testing.T, dir, by string, photos ...string) *Desk {
	t.Helper()
	book, err := label.Open(dir, by)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return &Desk{Dir: dir, Photos: photos, Book: book, Questions: []Question{
		{Check: "sharpness", Ask: "Is the text too blurred to read?", Title: "Blurry photo", Help: "It is not sharp."},
		{Check: "dark", Ask: "Is it too dark to read?"},
	}}
}

func ask(h http.Handler, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const asJSON = "application/json"

func TestOnlyWhoKnowsTheAddressGetsAnything(t *testing.T) {
	dir := folder(t)
	d := sit(t, dir, "ana", "a.jpg")
	h := d.Handler()
	if again := sit(t, dir, "ben", "a.jpg"); again.Handler() == nil || again.Path() == d.Path() || len(d.Path()) < 20 {
		t.Errorf("the addresses are %s and %s", d.Path(), again.Path())
	}
	for _, path := range []string{"/", "/state", "/photo/0", "/desk.js", "/x" + d.Path()[1:] + "state"} {
		if got := ask(h, "GET", path, ""); got.Code != http.StatusNotFound || strings.Contains(got.Body.String(), "a.jpg") {
			t.Errorf("%s: %d %s", path, got.Code, got.Body)
		}
	}
	page := ask(h, "GET", d.Path(), "")
	if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), "You label as <b>ana</b>") {
		t.Errorf("the page is %d %s", page.Code, page.Body)
	}
	if csp := page.Header().Get("Content-Security-Policy"); !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("its policy is %q", csp)
	}
}

func TestOtherPagesCannotAnswer(t *testing.T) {
	d := sit(t, folder(t), "ana", "a.jpg")
	h := d.Handler()
	right := `{"photo":0,"check":0,"answer":"yes"}`
	for name, test := range map[string]struct {
		body    string
		headers []string
	}{
		"another site":      {right, []string{"Content-Type", asJSON, "Sec-Fetch-Site", "cross-site"}},
		"another origin":    {right, []string{"Content-Type", asJSON, "Origin", "https://elsewhere.example"}},
		"a form":            {right, []string{"Content-Type", "text/plain"}},
		"no JSON":           {"photo=0", []string{"Content-Type", asJSON}},
		"a photo too far":   {`{"photo":1,"check":0,"answer":"yes"}`, []string{"Content-Type", asJSON}},
		"a photo before":    {`{"photo":-1,"check":0,"answer":"yes"}`, []string{"Content-Type", asJSON}},
		"no such check":     {`{"photo":0,"check":2,"answer":"yes"}`, []string{"Content-Type", asJSON}},
		"no such answer":    {`{"photo":0,"check":0,"answer":"perhaps"}`, []string{"Content-Type", asJSON}},
		"far too much":      {`{"answer":"` + strings.Repeat("y", 1<<20) + `"}`, []string{"Content-Type", asJSON}},
		"an empty question": {"", []string{"Content-Type", asJSON}},
	} {
		if got := ask(h, "POST", d.Path()+"answer", test.body, test.headers...); got.Code < 400 || got.Code >= 500 {
			t.Errorf("%s: %d", name, got.Code)
		}
	}
	if d.Book.Len() != 0 {
		t.Errorf("%d answers were kept", d.Book.Len())
	}
	if got := ask(h, "POST", d.Path()+"answer", right, "Content-Type", asJSON); got.Code != http.StatusNoContent || d.Book.Len() != 1 {
		t.Errorf("the page's own answer: %d %s", got.Code, got.Body)
	}
}

func TestPhotosAreSentWholeOrRefusedInWords(t *testing.T) {
	d := sit(t, folder(t), "ana", "a.jpg", "x.heic", "cut.jpg", "gone.jpg")
	h := d.Handler()
	for i, name := range d.Photos {
		got := ask(h, "GET", d.Path()+"photo/"+string(rune('0'+i)), "")
		file, _ := os.ReadFile(filepath.Join(d.Dir, name))
		says := map[string]string{"x.heic": "HEIC", "cut.jpg": "ends before the picture does", "gone.jpg": "no such file"}[name]
		switch {
		case says == "" && (got.Code != http.StatusOK || !bytes.Equal(got.Body.Bytes(), file) || got.Header().Get("Content-Type") != "image/jpeg"):
			t.Errorf("%s: %d %s", name, got.Code, got.Header())
		case says != "" && (got.Code < 400 || !strings.Contains(got.Body.String(), says)):
			t.Errorf("%s: %d %s", name, got.Code, got.Body)
		}
	}
	for _, path := range []string{"photo/../../secret.jpg", "photo/%2e%2e%2fsecret.jpg", "photo/-1", "photo/4", "photo/0x", "photo/"} {
		if got := ask(h, "GET", d.Path()+path, ""); got.Code == http.StatusOK {
			t.Errorf("%s is sent", path)
		}
	}
}

func TestNobodySeesWhatOthersSaid(t *testing.T) {
	dir := folder(t)
	ben := sit(t, dir, "ben", "a.jpg", "b.jpg")
	for _, photo := range ben.Photos {
		if err := ben.Book.Say(label.Pair{Photo: photo, Check: "sharpness"}, label.Yes); err != nil {
			t.Fatal(err)
		}
	}
	ana := sit(t, dir, "ana", "a.jpg", "b.jpg")
	ana.Settled = map[label.Pair]bool{{Photo: "a.jpg", Check: "dark"}: true}
	h := ana.Handler()
	read := func() (found struct {
		Answers []struct{ Answer label.Answer }
	}) {
		if err := json.Unmarshal(ask(h, "GET", ana.Path()+"state", "").Body.Bytes(), &found); err != nil {
			t.Fatal(err)
		}
		return found
	}
	if got := read().Answers; len(got) != 1 || got[0].Answer != "" {
		t.Errorf("ana is told %v", got)
	}
	agreement := func() string { return ask(h, "GET", ana.Path()+"agreement", "").Body.String() }
	if got := strings.TrimSpace(agreement()); got != "[]" {
		t.Errorf("before she has finished, ana is told %s", got)
	}
	for i := range ana.Photos {
		ask(h, "POST", ana.Path()+"answer", `{"photo":`+string(rune('0'+i))+`,"check":0,"answer":"yes"}`, "Content-Type", asJSON)
	}
	if got := agreement(); !strings.Contains(got, "sharpness, ana and ben: the same of 2 of 2") {
		t.Errorf("when she has finished, ana is told %s", got)
	}
	if got := read().Answers; len(got) != 3 {
		t.Errorf("her own answers are not there again: %v", got)
	}
}

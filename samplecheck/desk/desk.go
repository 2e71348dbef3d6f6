// Package desk is a page on this machine at which somebody labels photos: one
// photo and one question at a time, by keyboard or touch. It answers only
// under an address that holds a secret, shows nobody what others said, and
// keeps each answer before it says so.
package desk

import (
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"sync"

	"retake/samplecheck/dataset"
	"retake/samplecheck/label"
	"retake/samplecheck/photo"
	"retake/samplecheck/vision"
)

// Question is what is asked of each photo for one check.
type Question struct {
	Check string `json:"check"`
	Ask   string `json:"ask"`   // yes: it has the defect
	Title string `json:"title"` // of the guide's page that helps
	Help  string `json:"help"`  // what the page says it is about; "": more than this
}

// Desk is one person's place to label a folder of photos.
type Desk struct {
	Dir       string
	Photos    []string // paths below the folder
	Questions []Question
	Settled   map[label.Pair]bool // what labels.csv says already: it is not asked again
	Book      *label.Book

	secret string
	mu     sync.Mutex // over Book
}

// Path is where the page is: whoever does not know it gets nothing.
func (d *Desk) Path() string { return "/" + d.secret + "/" }

//go:embed interface
var files embed.FS

var page = template.Must(template.ParseFS(files, "interface/desk.html"))

// policy lets the page have its own script, style and photos, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Handler serves the page.
func (d *Desk) Handler() http.Handler {
	d.secret = rand.Text()
	d.shuffle()
	inner := http.NewServeMux()
	inner.HandleFunc("GET /{$}", d.page)
	inner.HandleFunc("GET /state", d.state)
	inner.HandleFunc("GET /photo/{number}", d.photo)
	inner.HandleFunc("POST /answer", d.answer)
	inner.HandleFunc("GET /agreement", d.agreement)
	own, err := fs.Sub(files, "interface")
	if err != nil {
		panic(err) // it is embedded
	}
	for _, name := range []string{"desk.js", "desk.css", "icon.svg"} {
		inner.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, own, name) })
	}
	outer := http.NewServeMux()
	outer.Handle(d.Path(), http.StripPrefix("/"+d.secret, inner))
	outer.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "There is nothing here. The whole address stands where samplecheck label was started.", http.StatusNotFound)
	})
	return http.NewCrossOriginProtection().Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		outer.ServeHTTP(w, r)
	}))
}

// shuffle puts photos in an order that is the same each time and has nothing
// to do with their names: a series would say what comes next.
func (d *Desk) shuffle() {
	key := func(name string) string { sum := sha256.Sum256([]byte(name)); return string(sum[:]) }
	slices.SortFunc(d.Photos, func(a, b string) int { return cmp.Compare(key(a), key(b)) })
}

func (d *Desk) page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = page.Execute(w, d.Book.By) // whoever asked has gone
}

// state is all that the page needs to know: what this person said, and not
// what others did.
func (d *Desk) state(w http.ResponseWriter, _ *http.Request) {
	type answer struct {
		Photo  int          `json:"photo"`
		Check  int          `json:"check"`
		Answer label.Answer `json:"answer"` // "" for what is settled already
	}
	names, answers := make([]string, len(d.Photos)), []answer{}
	d.mu.Lock()
	for i, name := range d.Photos {
		names[i] = dataset.Shown(name)
		for k, q := range d.Questions {
			pair := label.Pair{Photo: name, Check: q.Check}
			if said, ok := d.Book.Said(pair); ok || d.Settled[pair] {
				answers = append(answers, answer{i, k, said})
			}
		}
	}
	d.mu.Unlock()
	send(w, map[string]any{"photos": names, "questions": d.Questions, "answers": answers})
}

// photo sends a photo as it is: nothing of it leaves this machine, and every
// pixel can be looked at. What browsers do not show is refused in words.
func (d *Desk) photo(w http.ResponseWriter, r *http.Request) {
	number, err := strconv.Atoi(r.PathValue("number"))
	if err != nil || number < 0 || number >= len(d.Photos) {
		http.Error(w, "There is no such photo.", http.StatusNotFound)
		return
	}
	file := filepath.Join(d.Dir, filepath.FromSlash(d.Photos[number]))
	data, format, refusal := load(file)
	if refusal != nil {
		http.Error(w, refusal.Reason, http.StatusUnsupportedMediaType)
		return
	}
	w.Header().Set("Content-Type", "image/"+format)
	_, _ = w.Write(data) // whoever asked has gone
}

func load(file string) (data []byte, format string, refusal *photo.Refusal) {
	if _, refusal = dataset.Stat(file); refusal != nil {
		return nil, "", refusal
	}
	if data, _, refusal = dataset.Load(file); refusal != nil {
		return nil, "", refusal
	}
	format, err := vision.Look(file, data)
	if err != nil {
		return nil, "", &photo.Refusal{Reason: err.Error()}
	}
	return data, format, nil
}

// answer keeps one answer.
func (d *Desk) answer(w http.ResponseWriter, r *http.Request) {
	const most = 1 << 10
	var said struct {
		Photo, Check int
		Answer       label.Answer
	}
	if r.Header.Get("Content-Type") != "application/json" || json.NewDecoder(http.MaxBytesReader(w, r.Body, most)).Decode(&said) != nil ||
		said.Photo < 0 || said.Photo >= len(d.Photos) || said.Check < 0 || said.Check >= len(d.Questions) ||
		said.Answer != label.Withdrawn && !slices.Contains(label.Answers, said.Answer) {
		http.Error(w, "This is not an answer.", http.StatusBadRequest)
		return
	}
	d.mu.Lock()
	err := d.Book.Say(label.Pair{Photo: d.Photos[said.Photo], Check: d.Questions[said.Check].Check}, said.Answer)
	d.mu.Unlock()
	if err != nil {
		http.Error(w, fmt.Sprintf("This was not saved: %v.", err), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// agreement is how far people agree, on checks for which this person has
// answered everything: before that it could sway them.
func (d *Desk) agreement(w http.ResponseWriter, _ *http.Request) {
	var done []string
	d.mu.Lock()
	for _, q := range d.Questions {
		if !slices.ContainsFunc(d.Photos, func(name string) bool {
			pair := label.Pair{Photo: name, Check: q.Check}
			_, ok := d.Book.Said(pair)
			return !ok && !d.Settled[pair]
		}) {
			done = append(done, q.Check)
		}
	}
	d.mu.Unlock()
	found, err := label.Compare(d.Dir, done)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	said := []string{}
	for _, a := range found {
		if a.One == d.Book.By || a.Other == d.Book.By {
			said = append(said, a.String())
		}
	}
	send(w, said)
}

func send(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value) // whoever asked has gone
}

package page

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"image/jpeg"

	"retake/samplecheck/bench"
)

// album has the page's pictures: each once, whatever number of places show
// it.
type album struct {
	Pictures []*picture
	LeftOut  int // photos without a picture for the page's sake: it would get too large

	byName map[string]*picture
	seen   map[string]*picture
	number map[string]int // of all photos, in order
	names  []string
}

// picture is a JPEG within the page.
type picture struct {
	ID            string
	Width, Height int
	Href          template.HTMLAttr
}

// shot is a photo in some place of a check's section.
type shot struct {
	Name, Number string
	Picture      *picture // nil: there is none
	Seen         *picture // with what was seen; nil: there is none
	Kinds        []string
	Bad          bool
	Absent       string
	Degraded     bool
	Verdict      string
}

func newAlbum(in Input) *album {
	a := &album{byName: map[string]*picture{}, seen: map[string]*picture{}, number: map[string]int{}}
	room := in.Limit
	refused := map[string]bool{}
	for _, r := range in.Result.NotAssessed {
		refused[r.Photo] = true
	}
	thumbnails, seen := Wanted(in.Result)
	for _, name := range seen {
		if p := a.take(fmt.Sprintf("s%d", len(a.seen)), in.Seen[name], &room); p != nil {
			a.seen[name] = p
			a.Pictures = append(a.Pictures, p)
		}
	}
	for i, name := range thumbnails {
		a.number[name] = i
		a.names = append(a.names, name)
		switch p := a.take(fmt.Sprintf("p%d", i), in.Thumbnails[name], &room); {
		case p != nil:
			a.byName[name] = p
			a.Pictures = append(a.Pictures, p)
		case !refused[shown(name)]:
			a.LeftOut++
		}
	}
	return a
}

// take puts a JPEG into the page, if there is room.
func (a *album) take(id string, file []byte, room *int) *picture {
	size := base64.StdEncoding.EncodedLen(len(file))
	if len(file) == 0 || size > *room {
		return nil
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	*room -= size
	href := fmt.Sprintf(`href="data:image/jpeg;base64,%s"`, base64.StdEncoding.EncodeToString(file))
	return &picture{id, config.Width, config.Height, template.HTMLAttr(href)} // nothing that anybody wrote is in it
}

func (a *album) shots(c *bench.Check, judged []bench.Judged) []*shot {
	shots := make([]*shot, len(judged))
	for i, j := range judged {
		shots[i] = &shot{
			Name: shown(j.Photo), Picture: a.byName[j.Photo], Seen: a.seen[j.Photo], Kinds: j.Kinds, Bad: j.Bad,
			Absent: j.Value.Absent, Degraded: j.Value.Degraded, Verdict: verdictWords[j.Verdict],
		}
		if j.Value.Absent == "" {
			shots[i].Number = significant(j.Value.Number)
		}
	}
	return shots
}

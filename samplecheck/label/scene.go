package label

import (
	"cmp"
	"path"
	"slices"
	"time"
)

// together is how long after each other two photos of one folder may be taken
// and still show one scene.
const together = 2 * time.Minute

// Scenes suggests which photos show one scene: those of one folder that were
// taken at most two minutes after another; of which that is not known, those
// of one folder below the first. It is a suggestion: people edit it.
func Scenes(photos []string, taken func(photo string) (time.Time, bool)) map[string]string {
	type shot struct {
		name string
		at   time.Time
	}
	scenes, dated := map[string]string{}, map[string][]shot{}
	for _, name := range photos {
		folder := path.Dir(name)
		if at, ok := taken(name); ok {
			dated[folder] = append(dated[folder], shot{name, at})
		} else if folder != "." {
			scenes[name] = folder
		}
	}
	for folder, shots := range dated {
		slices.SortFunc(shots, func(a, b shot) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.name, b.name)) })
		scene := ""
		for i, s := range shots {
			if i == 0 || s.at.Sub(shots[i-1].at) > together {
				scene = path.Join(folder, s.at.Format("2006-01-02T15-04-05"))
			}
			scenes[s.name] = scene
		}
	}
	return scenes
}

package publish_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// lampHash names the only check's numbers, of which there are none.
const lampHash = "4c3ea7dc743e7271"

// edited is a guide on disk that changes at random.
type edited struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	files  files
	onDisk files
	clock  time.Time // of the files, so that those left alone are trusted
	count  int
}

func newEdited(t *testing.T, random *rand.Rand) *edited {
	g := &edited{t: t, dir: t.TempDir(), random: random, onDisk: files{}, clock: time.Unix(1_600_000_000, 0)}
	g.files = lamp().setting("languages: [en, es]").with(files{
		"content/es/_index.md":      "---\ntitle: ¿Qué ha pasado?\nsource: 000000000000\n---\n",
		"content/checks.yaml":       "dark:\n  reason: no-light\n  measure: darkness\n",
		"content/drawings/bulb.svg": "<svg viewBox=\"0 0 9 9\"><path class=\"d-line\" d=\"M1 1h7\"/></svg>\n",
		"content/en/lamp.png":       picture(t, "png", 40, 20),
		"content/en/trees/start.yaml": "title: Which is it?\nsummary: Find out.\nstart: lit\nquestions:\n  lit:\n    ask: Is it lit?\n    answers:\n" +
			"      yes: {say: At times, go: ../reasons/flicker.md}\n      no: {say: Never, go: ../reasons/no-light.md}\n",
	})
	g.save()
	return g
}

// save writes what has changed, with new times, and returns what a watcher
// would name.
func (g *edited) save() (changed []string) {
	for name := range g.onDisk {
		if _, there := g.files[name]; !there {
			changed = append(changed, filepath.Join(g.dir, filepath.FromSlash(name)))
			if err := os.Remove(changed[len(changed)-1]); err != nil {
				g.t.Fatal(err)
			}
		}
	}
	for name, text := range g.files {
		if g.onDisk[name] == text {
			continue
		}
		files{name: text}.write(g.t, g.dir)
		g.clock = g.clock.Add(time.Minute)
		file := filepath.Join(g.dir, filepath.FromSlash(name))
		if err := os.Chtimes(file, g.clock, g.clock); err != nil {
			g.t.Fatal(err)
		}
		if g.random.IntN(9) == 0 {
			file = filepath.Dir(file) // a watcher that knows no more
		}
		changed = append(changed, file)
	}
	g.onDisk = maps.Clone(g.files)
	return changed
}

// edit makes one change and says which.
func (g *edited) edit() string {
	g.count++
	pages := g.pages()
	name := pages[g.random.IntN(len(pages))]
	folder := []string{"reasons", "how-to", "reasons/deep", "situations"}[g.random.IntN(4)]
	switch g.random.IntN(22) {
	case 0:
		g.files[name] += fmt.Sprintf("\nSentence %d.\n", g.count)
		return "text of " + name
	case 1:
		return g.key(name, "title", fmt.Sprintf("Title %d", g.random.IntN(9)))
	case 2:
		return g.key(name, "summary", fmt.Sprintf("The {{ product }} %d.", g.random.IntN(9)))
	case 3:
		to := fmt.Sprintf("content/en/%s/moved-%d.md", folder, g.random.IntN(5))
		g.files[to] = g.files[name]
		delete(g.files, name)
		return name + " renamed to " + to
	case 4:
		delete(g.files, name)
		return "without " + name
	case 5, 6:
		to := fmt.Sprintf("content/%s/%s/page-%d.md", g.pick("en", "en", "es"), folder, g.random.IntN(6))
		g.files[to] = fmt.Sprintf("---\ntitle: New %d\nsummary: S.\n---\nText, and [more](../how-to/change.md).\n\n## Do {#fixes}\n\n1. It.\n", g.count)
		return "new " + to
	case 7:
		to := fmt.Sprintf("content/en/%s/_index.md", folder)
		g.files[to] = fmt.Sprintf("---\ntitle: Folder %d\n---\n", g.count)
		return "folder " + to
	case 8:
		return g.key(name, "rank", fmt.Sprint(1+g.random.IntN(4)))
	case 9:
		return g.key(name, "draft", g.pick("true", "false"))
	case 10:
		return g.key(name, g.pick("also", "aliases"), fmt.Sprintf("[word%d]", g.random.IntN(5)))
	case 11:
		return g.key(name, g.pick("reviewed", "publish", "expires"), g.pick("2026-11-22", "2027-03-01"))
	case 12:
		return g.key(name, "drawing", "bulb\ndrawing_alt: A bulb.")
	case 13, 16, 17, 18:
		return g.other()
	case 19, 20:
		return g.move(path.Dir(name), g.pick("content/en/how-to", "content/en/reasons/deep", "content/es/reasons", ""))
	case 14:
		g.files[name] += fmt.Sprintf("\n![A lamp %d.](%slamp.png) [Again](%show-to/change.md).\n", g.count, up(name), up(name))
		return "picture in " + name
	}
	return g.key(name, "source", g.pick("000000000000", "111111111111"))
}

// move gives a folder another name, or deletes it.
func (g *edited) move(from, to string) string {
	for name, text := range maps.Clone(g.files) {
		if rest, ok := strings.CutPrefix(name, from+"/"); ok && strings.Count(from, "/") > 1 {
			delete(g.files, name)
			if to != "" {
				g.files[to+"/"+rest] = text
			}
		}
	}
	return fmt.Sprintf("folder %s moved to %q", from, to)
}

// other changes a file that is no page.
func (g *edited) other() string {
	n := g.random.IntN(9)
	switch g.random.IntN(20) {
	case 0:
		g.files["content/en/strings.yaml"] = fmt.Sprintf("home: Start %d\n", n)
		return "strings"
	case 1:
		g.files["content/drawings/bulb.svg"] = fmt.Sprintf("<svg viewBox=\"0 0 9 9\"><path class=\"d-line\" d=\"M1 %dh7\"/></svg>\n", n)
		return "drawing"
	case 2:
		g.files["site.yaml"] = strings.NewReplacer("Lamp\n", "Torch\n", "Torch\n", "Lamp\n").Replace(g.files["site.yaml"])
		return "product"
	case 3:
		g.files = g.files.setting("official: " + g.pick("true", "false"))
		return "official"
	case 4:
		g.files = g.files.setting(fmt.Sprintf("accent: \"#16%d%d96\"", n, n))
		return "accent"
	case 5:
		g.files = g.files.setting(fmt.Sprintf("edit_url: https://forge.example/%d/{path}", n))
		return "edit_url"
	case 6:
		g.files["templates/notice/notice.html"] = fmt.Sprintf("<p class=\"notice\">%d</p>\n", n)
		return "template"
	case 7:
		g.files["content/en/lamp.png"] = picture(g.t, "png", 40+n, 20)
		return "picture"
	case 8:
		g.files = g.files.setting("languages: " + g.pick("[en, es]", "[en, es, ar]", "[en, es]"))
		return "languages"
	case 9:
		g.files["content/checks.yaml"] = fmt.Sprintf("dark:\n  reason: %s\n  measure: darkness\n", g.pick("no-light", "flicker"))
		return "checks"
	case 14, 15:
		return g.measure(n)
	case 18, 19:
		const translated = "content/es/trees/start.yaml"
		if _, there := g.files[translated]; there {
			delete(g.files, translated)
			return "without a tree's translation"
		}
		g.files[translated] = g.files["content/en/trees/start.yaml"]
		return "a tree's translation"
	case 10:
		g.files["content/en/synonyms.yaml"] = fmt.Sprintf("- [light, lamp, word%d]\n", n)
		return "synonyms"
	case 11:
		g.files["content/shares.csv"] = fmt.Sprintf("reason,count\nno-light,%d\n", n)
		return "shares"
	case 12:
		delete(g.files, "templates/notice/notice.html")
		delete(g.files, "content/en/strings.yaml")
		return "without templates and strings"
	case 13:
		g.files = g.files.setting(fmt.Sprintf("base_url: https://help%d.example/%s", n, g.pick("", "guide/")))
		return "base_url"
	}
	tree := "content/en/trees/start.yaml"
	part := g.pick("title: ", "summary: ", "ask: ", "say: ")
	g.files[tree] = strings.Replace(g.files[tree], part, fmt.Sprintf("%s%d & more ", part, n), 1)
	return part + "in the tree"
}

// measure measures the check again, lets a page name it, and writes or takes
// away the page that says how.
func (g *edited) measure(n int) string {
	const how = "content/en/how-we-check.md"
	g.files["content/measured.json"] = fmt.Sprintf(`{"on": "2026-11-2%d", "checks": {"dark": {"measure": "darkness", "thresholds": %q, "photos": 60, "good": 30, "bad": 30,
		"caught": {"k": %d, "n": 30, "low": 0, "high": 1}, "not_assessed": {"k": 0, "n": 60, "low": 0, "high": 0.1}}}}`, n, lampHash, 20+n)
	if g.files[how] = fmt.Sprintf("---\ntitle: How %d\nsummary: S.\n---\n## Sum {#checks}\n\n## Darkness %d {#dark}\n\n## No {#not-measured}\n", n/3, n); n%4 == 0 {
		delete(g.files, how)
	}
	if name := "content/en/reasons/no-light.md"; g.files[name] != "" {
		g.key(name, "checks", g.pick("[dark]", "[]"))
	}
	return fmt.Sprintf("measured %d", n)
}

// pages are the names of all pages in order.
func (g *edited) pages() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for name := range g.files {
			if strings.HasSuffix(name, ".md") && !yield(name) {
				return
			}
		}
	})
}

func (g *edited) pick(choices ...string) string { return choices[g.random.IntN(len(choices))] }

// key sets a key of a page's front matter.
func (g *edited) key(name, key, value string) string {
	lines := strings.SplitAfter(g.files[name], "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool {
		return strings.HasPrefix(line, key+":") || key == "drawing" && strings.HasPrefix(line, "drawing_alt:")
	})
	g.files[name] = lines[0] + key + ": " + value + "\n" + strings.Join(lines[1:], "")
	return key + " of " + name + ": " + value
}

// up is the way from a page to its language's folder.
func up(name string) string { return strings.Repeat("../", strings.Count(name, "/")-2) }

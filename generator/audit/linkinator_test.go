package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"retake/generator/publish"
	"retake/generator/render"
)

// brokenLinks is the number of links that the corpus plants.
const brokenLinks = 240

// TestNothingIsMissedThatLinkinatorFinds plants broken links of every kind in
// the published default guide, below a path, and compares what is found with
// what linkinator finds when it walks the same pages on a real server.
func TestNothingIsMissedThatLinkinatorFinds(t *testing.T) {
	checker := linkinator(t)
	c := borrowed(t)
	dir := c.dir
	(&fixture{name: t.Name()}).edit(t, dir, archived("replace site.yaml", "base_url: https://retake.example/\n=>\nbase_url: https://retake.example/help/"))
	build, err := publish.NewBuilder(publish.Options{File: filepath.Join(dir, "site.yaml"), Date: day}).Build(t.Context())
	if err != nil || len(build.Mistakes) > 0 {
		t.Fatal(err, build.Mistakes)
	}
	clean := newPublished(NewSubject(build, day))
	if found := wrongAddresses(t, clean); len(found) > 0 {
		t.Errorf("the guide itself has %v", found)
	}
	planted := plantLinks(build, rand.New(rand.NewPCG(8, 8)))
	broken := newPublished(NewSubject(build, day))
	found := wrongAddresses(t, broken)
	for _, link := range planted {
		if !found[link] {
			t.Errorf("%s is not found", link)
		}
	}
	server := httptest.NewServer(broken)
	defer server.Close()
	theirs := walk(t, checker, server.URL+"/help/")
	known := 0
	for _, link := range theirs {
		if found[strings.TrimPrefix(link, server.URL)] {
			known++
		} else {
			t.Errorf("linkinator finds %s, and the audit does not", link)
		}
	}
	t.Logf("of %d planted links linkinator finds %d addresses, all of which the audit finds; it finds %d", len(planted), known, len(found))
	if known < brokenLinks/3 {
		t.Errorf("linkinator finds only %d, so this compares little", known)
	}
}

// wrongAddresses are the addresses of links that are wrong, without the host.
func wrongAddresses(t *testing.T, p *Published) map[string]bool {
	t.Helper()
	for i := range p.Pages {
		if _, err := p.page(i); err != nil {
			t.Fatal(err)
		}
	}
	found := map[string]bool{}
	for _, d := range p.Pages {
		for _, href := range d.Links {
			if rule, _, _ := p.fault(d, p.resolve(d, href)); rule != "" {
				found[addressOn(d.URL, href)] = true
			}
		}
	}
	return found
}

// addressOn is what a browser asks for, without scheme and host.
func addressOn(page, href string) string {
	base := &url.URL{Path: "/help/" + page}
	ref, err := url.Parse(href)
	if err != nil {
		return href
	}
	full := base.ResolveReference(ref)
	return strings.TrimPrefix(full.String(), "https://retake.example")
}

// plantLinks adds broken links at the ends of pages, and returns what a
// browser would ask for.
func plantLinks(build *publish.Build, random *rand.Rand) []string {
	var pages []int
	for i, o := range build.Outputs {
		if strings.HasSuffix(o.Name, "/index.html") && !strings.Contains(o.Name, "search/") {
			pages = append(pages, i)
		}
	}
	added, planted := map[int][]string{}, []string{}
	for n := range brokenLinks {
		i := pages[random.IntN(len(pages))]
		page := strings.TrimSuffix(build.Outputs[i].Name, "index.html")
		href := wrongLink(n, strings.Repeat("../", strings.Count(page, "/")), random)
		added[i] = append(added[i], href)
		planted = append(planted, addressOn(page, href))
	}
	for i, hrefs := range added {
		write := build.Outputs[i].Write
		build.Outputs[i] = render.Output{Name: build.Outputs[i].Name, Write: func(b *bytes.Buffer) error {
			var page bytes.Buffer
			if err := write(&page); err != nil {
				return err
			}
			before, after, _ := strings.Cut(page.String(), "</main>")
			b.WriteString(before)
			for _, href := range hrefs {
				fmt.Fprintf(b, "<p><a href=%q>planted</a></p>\n", href)
			}
			b.WriteString("</main>" + after)
			return nil
		}}
	}
	return planted
}

// wrongLink is the nth broken link on a page whose way to the site's root
// is up: of each kind in turn, all different.
func wrongLink(n int, up string, random *rand.Rand) string {
	words := []string{"stay-safe", "reasons/blurry-photo", "how-to/contact-support", "find/why-was-i-rejected", "situations/just-turned-18"}
	word := words[random.IntN(len(words))]
	number := fmt.Sprint(n)
	kinds := []string{
		up + word + "-" + number + "/",                             // a page that is not there
		up + word + "/page-" + number,                              // a file that is not there
		up + word + "/#place-" + number,                            // a place that the page does not have
		"#place-" + number,                                         // nor this page
		up + strings.ToUpper(word[:1]) + word[1:] + "/?" + number,  // capitals
		up + word + "?" + number,                                   // no slash
		up + "../" + word + "-" + number + "/",                     // one folder too far up
		up + "../../../../x-" + number + "/",                       // far too far up
		"/" + word + "/" + number,                                  // the host's root, and the site stands below it
		"/help/" + word + number + "/",                             // the site's root, and nothing there
		up + "es/" + word + "/" + number + "/",                     // another language
		up + "fr/" + word + "/?" + number,                          // a language that the guide does not speak
		up + "stay%20safe-" + number + "/",                         // encoded
		up + "reasons/fotograf%C3%ADa-" + number + "/",             // encoded letters
		up + word + "/index.htm?" + number,                         // another ending
		up + word + "//x" + number,                                 // a doubled slash
		up + word + "/#Signs-" + number,                            // a place in capitals
		up + "assets/photo-" + number + ".png",                     // a file
		"./" + number + "/",                                        // below this page
		"https://retake.example/help/" + word + "/" + number + "/", // in full
	}
	return kinds[n%len(kinds)]
}

// linkinator is the program that node runs, of the packages in tests/.
func linkinator(t *testing.T) string {
	t.Helper()
	file := filepath.Join(repository, "tests", "node_modules", "linkinator", "build", "src", "cli.js")
	_, err := os.Stat(file)
	if _, nodeErr := exec.LookPath("node"); err != nil || nodeErr != nil {
		if os.Getenv("CI") == "true" || os.Getenv("RETAKE_BROWSER") == "required" {
			t.Fatal("this test needs Node and linkinator: run setup/test-tools")
		}
		t.Skip("SKIPPED: this test needs Node and linkinator, which are not here. Run make test to install them.")
	}
	var major int
	version, _ := exec.Command("node", "--version").Output()
	if _, err := fmt.Sscanf(string(version), "v%d", &major); err != nil || major < 20 {
		t.Skipf("SKIPPED: linkinator needs Node 20, and this is %s", version)
	}
	return file
}

// walk lets linkinator follow every link from an address on, and returns what
// it says is broken on that host.
func walk(t *testing.T, checker, address string) []string {
	t.Helper()
	c := exec.CommandContext(t.Context(), "node", checker, address, "--recurse", "--check-fragments", "--format", "json", "--skip", `^https?://(?!127\.0\.0\.1)`)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	runErr := c.Run() // it ends with 1 when something is broken
	var result struct {
		Links []struct{ URL, State string }
	}
	if err := json.Unmarshal(out.Bytes(), &result); err != nil {
		t.Fatalf("%v, %v: %s", runErr, err, errs.String())
	}
	var broken []string
	for _, link := range result.Links {
		if link.State == "BROKEN" {
			broken = append(broken, link.URL)
		}
	}
	slices.Sort(broken)
	t.Logf("linkinator looked at %d links", len(result.Links))
	return slices.Compact(broken)
}

package publish_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"retake/generator/publish"
)

// valuePattern finds a variable's line in site.yaml.
var valuePattern = regexp.MustCompile(`(?m)^  (product|verification_url|app_url|ios_guide_url|support_url): (.*)$`)

// Five values in site.yaml make the default guide another company's: its own
// words are everywhere, and nothing is left of the first.
func TestFiveValuesMakeAnotherGuide(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join("..", "..", "content"))); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join("..", "..", "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	others := map[string]string{
		"product": "Zephyr & Söhne", "verification_url": "https://zephyr.example/verify?step=1&lang=en", "app_url": "https://zephyr.example/app",
		"ios_guide_url": "https://zephyr.example/ios", "support_url": "https://help.zephyr.example/",
	}
	var traces []string
	changed := valuePattern.ReplaceAllStringFunc(string(settings), func(line string) string {
		m := valuePattern.FindStringSubmatch(line)
		traces = append(traces, tracesOf(m[2])...)
		return "  " + m[1] + ": " + others[m[1]]
	})
	if len(traces) < 6 {
		t.Fatalf("site.yaml does not have the five values: traces are %q", traces)
	}
	file := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(file, []byte(changed), 0o666); err != nil {
		t.Fatal(err)
	}
	s := makeSite(t, publish.Options{File: file, Date: day})
	var all strings.Builder
	for name, text := range s.files {
		for _, trace := range traces {
			if strings.Contains(strings.ToLower(name+" "+text), trace) {
				t.Errorf("%s still has %q", name, trace)
			}
		}
		if strings.HasSuffix(name, ".html") {
			all.WriteString(text)
		}
	}
	for _, value := range []string{"Zephyr &amp; Söhne", "https://zephyr.example/verify?step=1&amp;lang=en", "https://zephyr.example/app", "https://zephyr.example/ios", "https://help.zephyr.example/"} {
		if !strings.Contains(all.String(), value) {
			t.Errorf("no page has %q", value)
		}
	}
}

// tracesOf are what would give away that a value was there: a name, an
// address, its host, and the name in the host.
func tracesOf(value string) []string {
	value = strings.ToLower(strings.Trim(value, `"`))
	address, isAddress := strings.CutPrefix(value, "https://")
	if !isAddress {
		return []string{value}
	}
	host, _, _ := strings.Cut(address, "/")
	parts := strings.Split(host, ".")
	return []string{address, host, parts[len(parts)-2]}
}

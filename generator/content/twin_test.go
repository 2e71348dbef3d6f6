package content

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// The twin is for programs: links in it lead somewhere from anywhere,
// however they were written.
func TestTwinReplacesEveryTarget(t *testing.T) {
	vars := Variables{"product": "La*mp", "support_url": "https://e.com/help"}
	tests := map[string]struct{ body, want string }{
		"inline":          {"[a](b.md)", "[a](L0)"},
		"with title":      {"[a](<b.md> \"t\")", "[a](<L0> \"t\")"},
		"bold text":       {"[**a** `x`](b.md) and [c](b.md)", "[**a** `x`](L0) and [c](L1)"},
		"picture in link": {"[![a](p.png)](b.md)", "[![a](P0)](L0)"},
		"reference":       {"[a][r] and [r]\n\n[r]: b.md \"t\"", "[a][r] and [r]\n\n[r]: L0 \"t\""},
		"variable":        {"{{ product }} [a]({{ support_url }}) [b](c.md)", "La\\*mp [a](L0) [b](L1)"},
		"written braces":  {"\\{{ product }} `\\{{product}}`", "{{ product }} `{{product}}`"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := page(test.body, vars)
			if len(e.mistakes) > 0 {
				t.Fatal(e.mistakes)
			}
			got := e.document.Markdown(Twin{Link: func(i int) string { return fmt.Sprintf("L%d", i) }, Picture: func(i int) string { return fmt.Sprintf("P%d", i) }}, vars)
			if got != test.want+"\n" {
				t.Errorf("got  %q\nwant %q", got, test.want+"\n")
			}
		})
	}
}

func TestManyBracesAreReadAtOnce(t *testing.T) {
	started := time.Now()
	page(strings.Repeat("{{", 1<<18)+"}}", Variables{"product": "Lamp"})
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

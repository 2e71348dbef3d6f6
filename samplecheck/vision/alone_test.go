package vision

import (
	"os/exec"
	"strings"
	"testing"
)

// list runs go list in the repository's root.
func list(t *testing.T, arguments ...string) []string {
	t.Helper()
	command := exec.Command("go", append([]string{"list"}, arguments...)...)
	command.Dir = "../.."
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list %s: %v", strings.Join(arguments, " "), err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func TestOnlyThisPackageImportsOpenCV(t *testing.T) {
	const all = `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}{{range .TestImports}} {{.}}{{end}}{{range .XTestImports}} {{.}}{{end}}`
	seen := false
	for _, line := range list(t, "-f", all, "./...") {
		name, imports, _ := strings.Cut(line, " ")
		if !strings.Contains(imports, "gocv.io/") {
			continue
		}
		seen = true
		if name != "retake/samplecheck/vision" {
			t.Errorf("%s imports gocv", name)
		}
	}
	if !seen {
		t.Error("nobody imports gocv: this test looks in the wrong place")
	}
}

func TestTheGeneratorNeedsNoOpenCV(t *testing.T) {
	for _, name := range list(t, "-deps", "./generator") {
		if strings.HasPrefix(name, "gocv.io/") || name == "retake/samplecheck/vision" {
			t.Errorf("generator depends on %s", name)
		}
	}
}

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSARIFIsValid audits a guide that has every kind of page, with and
// without a baseline, and validates the reports.
func TestSARIFIsValid(t *testing.T) {
	file := testPackage(t, "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
	schema, err := jsonschema.NewCompiler().Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "lamp"))); err != nil {
		t.Fatal(err)
	}
	plain := "title: Change the bulb\n"
	page := filepath.Join(dir, "content", "en", "how-to", "change-the-bulb.md")
	src, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("It is said again and again. ", 3) + "And " + strings.Repeat("again ", 40) + "it is said.\n"
	exempted := bytes.Replace(src, []byte(plain), []byte(plain+"exempt: {untested-answer: \"<none>\"}\n"), 1)
	write(t, page, string(exempted)+"\n"+long+"\n<!-- exempt long-sentence: said so -->\n"+long)
	baseline := filepath.Join(dir, "known.txt")
	for _, more := range [][]string{nil, {"--baseline", baseline, "--write-baseline"}, {"--baseline", baseline}} {
		var out, errs bytes.Buffer
		args := append([]string{"audit", "--site", filepath.Join(dir, "site.yaml"), "--format", "sarif"}, more...)
		if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code == exitFailure {
			t.Fatal(errs.String())
		}
		if len(more) == 3 {
			continue // wrote the baseline
		}
		report, err := jsonschema.UnmarshalJSON(&out)
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(report); err != nil {
			t.Error(err)
		}
		results := report.(map[string]any)["runs"].([]any)[0].(map[string]any)["results"].([]any)
		if len(results) < 2 {
			t.Errorf("there are %d results, want a finding and an exempted one", len(results))
		}
	}
}

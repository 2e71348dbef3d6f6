package main

import (
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestHTMLIsValid checks every page of the default guide, and of one with
// every Markdown feature, with html-validate and the rules of tests/.
func TestHTMLIsValid(t *testing.T) {
	_, err := exec.LookPath("node")
	tools(t, "Node", err == nil)
	validator := testPackage(t, "html-validate/bin/html-validate.mjs")
	for name, dir := range map[string]string{"default": publishDefault(t), "everything": publishEverything(t)} {
		t.Run(name, func(t *testing.T) {
			pages := len(htmlFiles(t, dir))
			results := validate(t, validator, dir)
			if len(results) != pages {
				t.Errorf("%d of %d pages were checked", len(results), pages)
			}
			for _, result := range results {
				for _, m := range result.Messages {
					t.Errorf("%s:%d:%d: %s (%s)", result.FilePath, m.Line, m.Column, m.Message, m.RuleID)
				}
			}
		})
	}
}

// validated is what html-validate says of one page.
type validated struct {
	FilePath string `json:"filePath"`
	Messages []struct {
		RuleID  string `json:"ruleId"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
	} `json:"messages"`
}

func validate(t *testing.T, validator, dir string) []validated {
	t.Helper()
	config, err := filepath.Abs(filepath.Join("..", "tests", "html-validate.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", validator, "--config", config, "--ext", "html", "--formatter", "json", dir).Output()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) { // it ends with 1 when it finds something
		t.Fatalf("run html-validate: %v", err)
	}
	var results []validated
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatalf("html-validate said %q: %v (%s)", out, err, ended.Stderr)
	}
	return results
}

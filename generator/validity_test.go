package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"retake/chromium/chromiumtest"
)

// testHTMLIsValid checks every page of the default guide, and of one with
// every Markdown feature, with html-validate and the rules of tests/.
func testHTMLIsValid(t *testing.T, s *sites) {
	_, err := exec.LookPath("node")
	chromiumtest.Need(t, "Node", err == nil)
	validator := testPackage(t, "html-validate/bin/html-validate.mjs")
	broken := t.TempDir()
	page, err := os.ReadFile(filepath.Join(s.folders["/help/"], "how-to", "everything", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(broken, "index.html"), strings.Replace(string(page), "</h1>", "</h2>", 1))
	seen := false
	for _, fault := range invalid(t, validator, s.folders["/"], s.folders["/help/"], broken) {
		if strings.HasPrefix(fault, broken) {
			seen = true
			continue
		}
		t.Error(fault)
	}
	if !seen {
		t.Error("html-validate says nothing about a heading that is closed by another's tag")
	}
}

// validated is what html-validate says of a page with faults.
type validated struct {
	FilePath string `json:"filePath"`
	Messages []struct {
		RuleID  string `json:"ruleId"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message"`
	} `json:"messages"`
}

// invalid are the faults of all pages below folders, a line each.
func invalid(t *testing.T, validator string, folders ...string) []string {
	t.Helper()
	config, err := filepath.Abs(filepath.Join("..", "tests", "html-validate.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	report := filepath.Join(t.TempDir(), "report.json")
	args := append([]string{validator, "--config", config, "--ext", "html", "--formatter", "json=" + report}, folders...)
	said, err := exec.Command("node", args...).CombinedOutput()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) { // it ends with 1 when it finds something
		t.Fatalf("run html-validate: %v", err)
	}
	written, err := os.ReadFile(report)
	if err != nil {
		t.Fatalf("html-validate wrote no report: %v\n%s", err, said)
	}
	var pages []validated
	if err := json.Unmarshal(written, &pages); err != nil {
		t.Fatalf("read the report of html-validate: %v\n%s", err, written)
	}
	var faults []string
	for _, page := range pages {
		for _, m := range page.Messages {
			faults = append(faults, fmt.Sprintf("%s:%d:%d: %s (%s)", page.FilePath, m.Line, m.Column, m.Message, m.RuleID))
		}
	}
	return faults
}

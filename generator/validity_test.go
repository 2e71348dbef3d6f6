package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
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
			for _, fault := range invalid(t, validator, dir) {
				t.Error(fault)
			}
		})
	}
	t.Run("faults are seen", func(t *testing.T) {
		dir := publishEverything(t)
		file := filepath.Join(dir, "how-to", "everything", "index.html")
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, bytes.Replace(page, []byte("</h1>"), []byte("</h2>"), 1), 0o644); err != nil {
			t.Fatal(err)
		}
		if found := invalid(t, validator, dir); len(found) == 0 {
			t.Error("html-validate says nothing about a heading that is closed by another's tag")
		}
	})
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

// invalid are the faults of all pages below a folder, a line each.
func invalid(t *testing.T, validator, dir string) []string {
	t.Helper()
	config, err := filepath.Abs(filepath.Join("..", "tests", "html-validate.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	report := filepath.Join(t.TempDir(), "report.json")
	said, err := exec.Command("node", validator, "--config", config, "--ext", "html", "--formatter", "json="+report, dir).CombinedOutput()
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

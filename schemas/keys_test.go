package schemas_test

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"retake/generator/checks"
	"retake/generator/config"
	"retake/generator/tree"
	"retake/schemas"
)

// everyKey is a document of each kind with every key that there is.
var everyKey = map[string]string{
	"site": site + `accent: "#123456"
official: true
edit_url: https://forge.example/{path}
domains: [a.example]
search_log: https://log.example/
compress: true
pictures: true
content: a
templates: b
output: c
`,
	"page": page + `rank: 1
checks: [a]
also: [b]
related: [c.md]
aliases: [/d/]
reviewed: 2026-11-22
review_every: 1 week
owner: e
draft: true
publish: 2026-11-22
expires: 2026-11-23
drawing: f
drawing_alt: g
source: h i
changes: {2026-11-22: i}
exempt: {long-sentence: j}
`,
	"tree": `title: A
summary: B
also: [G]
start: q
limit: 9
noindex: true
without: ../c.md
questions:
  q:
    ask: C?
    help: D
    answers:
      y: {say: Yes, help: E, drawing: f, go: ../a.md, or: ../b.md}
      n: {say: No, go: ../b.md}
tests:
  - {answers: [y], ends: ../a.md}
`,
	"checks": `a:
  ask: h
  reason: b
  measure: c
  fail_above: 3
  unsure_above: 2
  floor: {caught: 0.8, false_alarms: 0.1}
  costs: {missed: 5, false_alarm: 1}
  bad_share: 0.2
  tuned: {on: 2026-11-22, photos: 135, labels: d, rule: e}
f: {reason: g, fail_below: 2, unsure_below: 3}
`,
	"measured": `{"on": "2026-11-22", "synthetic": true, "program": {"a": "1"},
 "sets": [{"name": "b", "photos": 9, "licences": ["MIT"], "synthetic": true}],
 "checks": {"c": {"measure": "d", "version": 1, "thresholds": "00", "labels": "11", "photos": 9, "groups": 8, "good": 5, "bad": 4,
  "caught": {"k": 4, "n": 4, "low": 0.5, "high": 1}, "false_alarms": {"k": 1, "n": 5, "low": 0.1, "high": 0.6}, "unsure": null,
  "not_assessed": {"k": 1, "n": 9, "low": 0.1, "high": 0.5}, "auc": {"value": 0.9, "low": 0.8, "high": 1},
  "cross_validated": {"rule": "e", "folds": 5, "caught": {"k": 4, "n": 4, "low": 0.5, "high": 1}, "false_alarms": {"k": 1, "n": 5, "low": 0.1, "high": 0.6}},
  "sets": ["b"], "notes": ["f"]}}}`,
}

// TestSchemasHaveTheKeysOfTheProgram reads a document with every key that
// the schema has. The program must know all of them; and when it knows one
// more, something that it reads stays empty here.
func TestSchemasHaveTheKeysOfTheProgram(t *testing.T) {
	for name, text := range everyKey {
		if found := parsers[name](t, text); len(found) > 0 {
			t.Errorf("%s: the program does not know all keys of the schema: %v", name, found)
		}
		value, err := asData(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled(t, name).Validate(value); err != nil {
			t.Errorf("%s: the schema does not know all keys: %v", name, err)
		}
		written := map[string]bool{}
		gather(value, written)
		for _, key := range schemaKeys(t, name) {
			if !written[key] {
				t.Errorf("%s: the document of every key lacks %q", name, key)
			}
		}
	}
	document, _ := readPage(t, everyKey["page"])
	filled(t, document.Front)
	file := filepath.Join(t.TempDir(), "site.yaml")
	write(t, file, everyKey["site"])
	settings, _, err := config.Load(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	filled(t, *settings)
	decisions, _ := tree.Parse("t.yaml", []byte(everyKey["tree"]))
	question := decisions.Questions[0]
	filled(t, *decisions)
	filled(t, *question)
	filled(t, *question.Answers[0])
	filled(t, decisions.Tests[0])
	found, _ := checks.Parse("checks.yaml", []byte(everyKey["checks"]))
	filled(t, found[0])
	filled(t, *found[0].Threshold)
	filled(t, *found[0].Floor)
	filled(t, *found[0].Costs)
	filled(t, *found[0].Tuned)
	measured, _ := checks.ParseMeasured("measured.json", []byte(everyKey["measured"]))
	filled(t, *measured)
	filled(t, measured.Sets[0])
	filled(t, *measured.Checks["c"].CrossValidated)
}

// gather collects the keys of a document at any depth.
func gather(value any, keys map[string]bool) {
	switch v := value.(type) {
	case map[string]any:
		for key, below := range v {
			keys[key] = true
			gather(below, keys)
		}
	case []any:
		for _, below := range v {
			gather(below, keys)
		}
	}
}

// schemaKeys are the keys that a schema has a description of.
func schemaKeys(t *testing.T, name string) []string {
	root := parsed(t, name)
	keys := slices.Collect(maps.Keys(root.Properties))
	for _, group := range root.Definitions {
		keys = slices.AppendSeq(keys, maps.Keys(group.Properties))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// filled makes sure that every public field has a value.
func filled(t *testing.T, value any) {
	t.Helper()
	v := reflect.ValueOf(value)
	for i := range v.NumField() {
		if field := v.Type().Field(i); field.IsExported() && v.Field(i).IsZero() {
			t.Errorf("%s.%s is empty: is there a key for it in the schema?", v.Type(), field.Name)
		}
	}
}

func TestSchemasRefuseUnknownKeysInEveryGroup(t *testing.T) {
	for _, name := range schemas.Names {
		root := parsed(t, name)
		groups := map[string]*node{"the document": root}
		maps.Copy(groups, root.Definitions)
		for group, n := range groups {
			if n.Properties != nil && !slices.Equal(n.Additional, json.RawMessage("false")) {
				t.Errorf("%s: %s lets unknown keys pass", name, group)
			}
		}
	}
}

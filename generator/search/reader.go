package search

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/dop251/goja"
)

// Reader runs the reader's own script, so that there is one implementation of
// search. It is not safe for concurrent use.
type Reader struct {
	vm    *goja.Runtime
	index goja.Value
	find  goja.Callable
}

// Result is a page that was found, as the script gives it.
type Result struct {
	URL      string  `json:"url"` // below the site's root
	Title    string  `json:"title"`
	Where    string  `json:"where"`
	Heading  string  `json:"heading"`
	Sentence string  `json:"sentence"`
	Score    float64 `json:"score"`
	Sections []struct {
		URL     string `json:"url"`
		Heading string `json:"heading"`
	} `json:"sections"`
}

// Answer is what a query finds. Near is the nearest word that would find
// something, when the query does not.
type Answer struct {
	Results []Result `json:"results"`
	Near    string   `json:"near"`
}

// matches finds all matches with the expression as it is, which the script
// never changes meanwhile. The interpreter's own matchAll compiles a copy of
// it for every text, which takes half of the time of opening an index.
const matches = `String.prototype.matchAll = function (expression) {
	const all = []
	expression.lastIndex = 0
	for (let one; (one = expression.exec(this)); all.push(one)) if (one[0] === "") expression.lastIndex++
	return all.values()
}`

// NewReader opens the index whose manifest is called name. load reads a file
// by its name below the site's root.
func NewReader(script, name string, load func(name string) ([]byte, error)) (*Reader, error) {
	r := &Reader{vm: goja.New()}
	for _, source := range []string{matches, script} {
		if _, err := r.vm.RunString(source); err != nil {
			return nil, fmt.Errorf("run the search script: %w", err)
		}
	}
	data, err := load(name)
	if err != nil {
		return nil, fmt.Errorf("read the search index: %w", err)
	}
	manifest, err := r.parse(data)
	if err != nil {
		return nil, fmt.Errorf("read the search index: %w", err)
	}
	open, err := r.function("search.openIndex")
	if err != nil {
		return nil, err
	}
	if r.find, err = r.function("search.find"); err != nil {
		return nil, err
	}
	loader := func(name string) (goja.Value, error) {
		data, err := load(name)
		if err != nil {
			return nil, err
		}
		return r.parse(data)
	}
	r.index, err = open(goja.Undefined(), r.vm.ToValue(loader), manifest)
	return r, err
}

// function finds one of the script's functions.
func (r *Reader) function(name string) (goja.Callable, error) {
	value, err := r.vm.RunString(name)
	if err != nil {
		return nil, fmt.Errorf("run the search script: %w", err)
	}
	f, ok := goja.AssertFunction(value)
	if !ok {
		return nil, fmt.Errorf("run the search script: %s is not a function", name)
	}
	return f, nil
}

func (r *Reader) parse(data []byte) (goja.Value, error) {
	parse, err := r.function("JSON.parse")
	if err != nil {
		return nil, err
	}
	return parse(goja.Undefined(), r.vm.ToValue(string(data)))
}

// Find searches, for at most limit pages.
func (r *Reader) Find(query string, limit int) (Answer, error) {
	result, err := r.find(goja.Undefined(), r.index, r.vm.ToValue(query), r.vm.ToValue(limit))
	if err != nil {
		return Answer{}, fmt.Errorf("search for %q: %w", query, err)
	}
	promise, ok := result.Export().(*goja.Promise)
	switch {
	case !ok || promise.State() == goja.PromiseStatePending:
		return Answer{}, errors.New("search: the script did not finish")
	case promise.State() == goja.PromiseStateRejected:
		return Answer{}, fmt.Errorf("search for %q: %v", query, promise.Result())
	}
	stringify, err := r.function("JSON.stringify")
	if err != nil {
		return Answer{}, err
	}
	text, err := stringify(goja.Undefined(), promise.Result())
	if err != nil {
		return Answer{}, err
	}
	var a Answer
	err = json.Unmarshal([]byte(text.String()), &a)
	return a, err
}

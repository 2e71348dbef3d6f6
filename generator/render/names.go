package render

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"

	"retake/generator/mistake"
)

// isSearch tells whether a file is a part of the script that is loaded when
// somebody searches.
func isSearch(name string) bool { return path.Ext(name) == ".js" && path.Dir(name) == "search" }

// declaredTwice finds names that a publisher's script in search/ declares,
// and another one there as well. These scripts stand in one block, because
// they use each other's names: browsers refuse all of them for a name that is
// declared twice.
func (s Sources) declaredTwice() mistake.List {
	by := map[string]string{} // names → who declares them
	var wrong mistake.List
	for _, name := range sortedKeys(program()) {
		if _, replaced := s.own[name]; isSearch(name) && !replaced {
			for _, declared := range (source{name, program()[name]}).declares() {
				by[declared] = "the program's " + name
			}
		}
	}
	for _, name := range sortedKeys(s.own) {
		if !isSearch(name) {
			continue
		}
		script := source{path.Join(s.shown, name), s.own[name]}
		for _, declared := range script.declares() {
			if by[declared] != "" && by[declared] != script.shown {
				wrong = append(wrong, script.again(declared, by[declared]))
			}
			by[declared] = script.shown
		}
	}
	return wrong
}

// declares are the names that a script has in its block; none when it is no
// script.
func (s source) declares() []string {
	file, err := js.Parse(parse.NewInputString("{\n"+s.text+"\n}"), js.Options{})
	if err != nil && file == nil || len(file.List) != 1 {
		return nil
	}
	block, ok := file.List[0].(*js.BlockStmt)
	if !ok {
		return nil
	}
	var names []string
	for _, v := range block.Scope.Declared {
		names = append(names, string(v.Data))
	}
	for _, v := range file.Scope.Declared {
		if v.Decl == js.VariableDecl {
			names = append(names, string(v.Data)) // var leaves its block
		}
	}
	for _, statement := range block.List {
		if f, ok := statement.(*js.FuncDecl); ok && f.Name != nil {
			names = append(names, string(f.Name.Data))
		}
	}
	return names
}

// again is a mistake where the script declares a name that somebody else
// declares. The parser says where that is, if it has seen the name before: at
// the name, or behind it.
func (s source) again(name, by string) mistake.Mistake {
	row, column := 1, 1
	_, err := js.Parse(parse.NewInputString("{let "+name+"\n"+s.text+"\n}"), js.Options{})
	if at, ok := err.(*parse.Error); ok {
		row, column = at.Line-1, at.Column
	}
	m := s.at(row, column, fmt.Sprintf("the name %s is declared here, and in %s", name, by))
	line := []rune(m.Quote)
	if start := strings.LastIndex(string(line[:min(len(line), m.Column-1+len(name))]), name); start >= 0 {
		m.Column = utf8.RuneCountInString(m.Quote[:start]) + 1
	}
	m.Hint = "Scripts in search/ are joined into one, where a name can stand for one thing only: give it another."
	return m
}

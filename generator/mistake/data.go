package mistake

// Data is a mistake for programs.
type Data struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Rule   string `json:"rule"`
	Text   string `json:"text"`
	Hint   string `json:"hint,omitempty"`
}

// Data is the list for programs: empty rather than null.
func (l List) Data() []Data {
	found := []Data{}
	for _, m := range l {
		found = append(found, Data{m.File, m.Line, m.Column, m.Rule, m.Text, m.Hint})
	}
	return found
}

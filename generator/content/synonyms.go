package content

import (
	"fmt"
	"strings"

	"retake/generator/mistake"
	"retake/generator/yamldoc"
)

// ReadSynonyms reads synonyms.yaml: a list of groups, each a list of words
// that mean the same to people who search.
func ReadSynonyms(file string, src []byte) ([][]string, mistake.List) {
	root, doc := yamldoc.Parse(file, src, 1)
	found := [][]string{}
	if !root.Present() {
		return found, doc.Mistakes()
	}
	groups, _ := root.List()
	for _, group := range groups {
		words, ok := group.Texts()
		switch {
		case !ok:
		case len(words) < 2:
			group.Wrong("lone-synonym", fmt.Sprintf("%q stands alone: a synonym needs another word", strings.Join(words, "")), "Write each group as a list, like [photo, picture].")
		default:
			found = append(found, words)
		}
	}
	return found, doc.Mistakes()
}

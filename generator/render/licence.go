package render

import (
	"regexp"
	"slices"
	"strings"

	"retake/generator/guide"
)

// licenceCode is a licence as all languages write it (SPDX), of those that
// sets of photos have.
var licenceCode = regexp.MustCompile(`\b(?:CC0(?:-1\.0)?|CC-BY(?:-NC)?(?:-SA|-ND)?(?:-[1-4]\.[05])?|Apache-2\.0|MIT|BSD-[23]-Clause|ODbL-1\.0|ODC-By-1\.0|PDDL-1\.0|CDLA-(?:Permissive|Sharing)-[12]\.0|L?GPL-[23]\.[01](?:-only|-or-later)?)(?:$|[\s;,.()])`)

// licences are those of a set for readers. labels.csv may say anything, in
// any language: what is no code is not shown, and the words say that there is
// more to know.
func licences(stated []string, w guide.Words) string {
	var shown []string
	more := false
	for _, text := range stated {
		code := strings.Trim(licenceCode.FindString(text), " \t;,.()")
		more = more || code != text
		if code != "" && !slices.Contains(shown, code) {
			shown = append(shown, code)
		}
	}
	switch {
	case len(shown) == 0:
		return w["licence_none"]
	case more:
		return strings.Join(shown, "; ") + "; " + w["licence_more"]
	}
	return strings.Join(shown, "; ")
}

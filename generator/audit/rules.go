package audit

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"retake/generator/mistake"
)

// Rules are all rules, by area.
var Rules = []*Rule{
	&buildMistake,
	&buildWarning,
	&auditFile,

	&untestedAnswer,
	&longPath,
	&uselessDontKnow,
	&staleShares,

	&reviewOverdue,
	&reviewedLater,
	&expiredPage,
	&scheduledPage,
	&staleTranslation,
	&unrecordedTranslation,
	&missingTranslation,

	&staleMeasurement,
	&staleExample,
	&brokenFloor,
	&contradictingNumber,
	&unmeasuredCheck,
	&unexplainedCheck,
	&uncheckedPhotoReason,

	&unsafeChannel,
	&paidVerification,
	&referralLink,
	&accusation,
	&promise,
	&blame,

	&hardToRead,
	&longSentence,
	&passiveChain,
	&stepWithoutVerb,
	&unexplainedJargon,
	&mixedTerms,
	&titleNotSearched,

	&searchTestFailed,
	&unfindablePage,

	&nearDuplicate,
	&sharedSign,
	&fixWithoutSign,

	&brokenLink,
	&brokenAnchor,
	&fixedAddress,
	&indirectLink,
	&orphanPage,
	&redirectChain,
	&redirectLoop,
	&unofficialLink,
	&deadExternalLink,
	&movedExternalLink,
	&unansweredLink,

	&altText,
	&axeViolation,
	&contrastTooLow,
	&duplicateID,
	&headingOrder,
	&missingLandmark,
	&namelessControl,
	&pageLanguage,
	&pageTitle,
	&smallTarget,
	&tableHeader,
	&vagueLink,

	&badCanonical,
	&brokenPolicy,
	&foreignOrigin,
	&heavyPage,
	&inlineCode,
	&invalidStructuredData,
	&oneWayTranslation,
	&oversizedPicture,
	&sitemapMismatch,

	&staleExemption,
}

// Find is the rule with an ID, nil when there is none.
func Find(id string) *Rule {
	i := slices.IndexFunc(Rules, func(r *Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return Rules[i]
}

// Named is the rule that a person names.
func Named(id string) (*Rule, error) {
	if r := Find(id); r != nil {
		return r, nil
	}
	return nil, fmt.Errorf("there is no rule %q. %s", id, nearest(id))
}

// nearest suggests the rules that a person may have meant: the one that is
// written like it, else those that have the most of its words.
func nearest(id string) string {
	var known, near []string
	most := 1
	for _, r := range Rules {
		known = append(known, r.ID)
		switch n := sharedWords(id, r.ID); {
		case n > most:
			near, most = []string{r.ID}, n
		case n == most:
			near = append(near, r.ID)
		}
	}
	if hint := mistake.DidYouMean(id, known); hint != "" {
		return hint
	}
	switch {
	case len(near) == 1:
		return fmt.Sprintf("Did you mean %q?", near[0])
	case len(near) > 1:
		return "Did you mean one of these: " + strings.Join(near, ", ") + "?"
	}
	return "The rules are: " + strings.Join(known, ", ") + "."
}

// sharedWords counts the words of a text that are, or are nearly, words of a
// rule's ID. Those of one or two letters are near everything.
func sharedWords(text, id string) int {
	n := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) > 2 && mistake.Nearest(word, strings.Split(id, "-")) != "" {
			n++
		}
	}
	return n
}

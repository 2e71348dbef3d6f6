package audit

import (
	"fmt"
	"slices"
	"strings"

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

// nearest suggests the rule that a person meant.
func nearest(id string) string {
	var known []string
	for _, r := range Rules {
		known = append(known, r.ID)
	}
	if hint := mistake.DidYouMean(id, known); hint != "" {
		return hint
	}
	return "The rules are: " + strings.Join(known, ", ") + "."
}

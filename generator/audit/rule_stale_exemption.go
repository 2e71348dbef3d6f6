package audit

// staleExemption is found when all other rules have been applied, see
// [exempt].
var staleExemption = Rule{
	ID: "stale-exemption", Area: Exemptions, Level: Warning,
	Title: "An exemption that excuses nothing, or does not say why",
	Why:   "An exemption that no longer applies hides the next fault at its place. One without a reason cannot be judged by whoever reads it later.",
	Mend:  "Take it away, or write why the rule does not apply here: exempt: {rule: reason}.",
	Fix:   "It takes away one that excuses nothing any more. A misspelt rule and a reason that is missing take a person.",
}

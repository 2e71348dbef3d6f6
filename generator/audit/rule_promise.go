package audit

var promise = Rule{
	ID: "promise", Area: Safety, Level: Warning,
	Title: "A promise that nobody can keep",
	Why:   "Whoever writes the guide does not decide who is verified. A reader who was promised it and is turned down trusts nothing else that the guide says.",
	Mend:  "Say what helps and how often, not what will be.",
	Text:  wordingOf("promise", "this promises what nobody can: “%s”"),
}

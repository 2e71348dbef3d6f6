package audit

var accusation = Rule{
	ID: "accusation", Area: Safety, Level: Error,
	Title: "Wording that accuses the reader, or names how a fraud was detected",
	Why:   "Most readers of such a page are honest, and the others learn what to do better. Vendors forbid to show it.",
	Mend:  "Word it neutrally: the document could not be accepted; what can be sent instead.",
	Text:  wordingOf("accusation", "this accuses the reader: “%s”"),
}

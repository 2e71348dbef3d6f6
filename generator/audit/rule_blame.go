package audit

var blame = Rule{
	ID: "blame", Area: Safety, Level: Warning,
	Title: "Wording that blames the reader",
	Why:   "Readers come upset, and most did nothing wrong. Who is blamed stops reading.",
	Mend:  "Say what to do now. What went wrong needs nobody who did it.",
	Text:  wordingOf("blame", "this blames the reader: “%s”"),
}

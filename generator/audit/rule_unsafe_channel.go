package audit

var unsafeChannel = Rule{
	ID: "unsafe-channel", Area: Safety, Level: Error,
	Title: "Readers are asked to send documents or codes by e-mail, chat or messaging app",
	Why:   "Impostors ask for exactly that. A guide that does so too teaches its readers to fall for them.",
	Mend:  "Send readers to the official website or app. What is sent by other ways is never a document and never a code.",
	Text:  wordingOf("unsafe-channel", "this asks readers to send what is theirs by an unsafe way: “%s”"),
}

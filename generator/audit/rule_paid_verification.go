package audit

var paidVerification = Rule{
	ID: "paid-verification", Area: Safety, Level: Error,
	Title: "Readers are asked to pay for their verification",
	Why:   "Verification costs nothing. Who asks for money for it is a fraud, and a guide that speaks of fees makes them credible.",
	Mend:  "Take the payment out, or say plainly that nobody has to pay.",
	Text:  wordingOf("paid-verification", "this speaks of paying for verification: “%s”"),
}

// Cuts texts into words. The index is cut by a program that has the same
// classes of characters and the same rules; one list of examples tests both.

/** @param {string} steps from one end of a range of code points to the next, in base 36 */
const inside = (steps) => {
  let at = 0
  return steps.split(" ").map((step, i) => (i % 2 ? "-" : "") + String.fromCodePoint(at += parseInt(step, 36))).join("")
}

const gaps = inside("0 1b b 6 r 5 r 1a 2 9 2 3 2 4 o 0 w 0 cr t 4f 0 9 0 cz 5 16 1 1g 0 2 0 3 0 1c 1 o 1 e 4 23 2 2w 0 i8 1 yy 0 b 1 3hh 33 1d 1b 1d 27 1t 227 e9 3j ap 4 4 o g 0 d 2 58 0 ykl 4xr u7 1 5d v h 1n 46 e b 6 r 5 r a 3v f 1bep 267 gvsx 47pb")
const marks = inside("lc 33 7o 4 7e 1i 21 a 12 0 b k h 0 2u n")
const pairs = inside("2rl 25 1e 2n 81 4f 1cx 3j 4g1 9r 12 2 q 8 8 4 b 56 2 1f 35 2n e9 533 1t g73 2dd 8mn 6kx e7 1fk1 2t4v")

// An apostrophe after three letters shortens a word.
const words = new RegExp(`([^${gaps}]{3,}['’](?=[^${gaps}]))*[^${gaps}]+`, "gu")
const notSpoken = new RegExp(`[${marks + gaps}]`, "gu")
const parts = new RegExp(`(?=([${pairs}]{1,2}|[^${pairs}]{1,40}))([${pairs}]|[^${pairs}]+)`, "gu")
const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ς: "σ", þ: "th" }

/** Brings a word into the form in which all its spellings are the same. */
const fold = (word) =>
  word.normalize("NFKD").replace(notSpoken, "").normalize("NFC").toLowerCase().replace(/[^a-z]/g, (letter) => letters[letter] || letter)

const cuts = new Map()

/**
 * Cuts a text into words, each with its place in the text. A text is cut once.
 * @param {string} text
 * @returns {{text: string, from: number, to: number}[]}
 */
const cut = (text) => {
  if (!cuts.has(text)) {
    const found = []
    // For what it finds, not for what it makes: no other way is as quick.
    text.replace(words, (word, _, from) => fold(word).replace(parts, (_, text) => found.push({ text, from, to: from + word.length })))
    cuts.set(text, found)
  }
  return cuts.get(text)
}

/** The words of a text, and words joined by a hyphen also as one. */
const spoken = (text) => cut(text).flatMap((word, i, all) =>
  /^[-‐‑]$/.test(text.slice(all[i - 1]?.to, word.from)) ? [word.text, all[i - 1].text + word.text] : word.text)

/** Reads the rules of a language: two rounds of endings, with what takes their place. */
const rulesOf = (rounds) => rounds.map((round) => round.split(" ").map((rule) => rule.split("=")))

/** The word without its endings, by the rules of its language. */
const stem = (word, rules) => {
  for (const round of rules) {
    const [ending, instead = ""] = round.find(([ending]) => word.length - ending.length > 2 && word.endsWith(ending)) || [""]
    word = word.slice(0, word.length - ending.length) + instead
  }
  return word.length > 3 && word.at(-1) === word.at(-2) ? word.slice(0, -1) : word
}

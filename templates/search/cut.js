// Cuts texts into words. The index is cut by a program that has the same
// classes of characters and the same rules; one list of examples tests both.

/** @param {string} ranges pairs of code points, from-to, in hexadecimal */
const inside = (ranges) => ranges.replace(/(\w+)-(\w+) ?/g, "\\u{$1}-\\u{$2}")

const gaps = inside("0-2f 3a-40 5b-60 7b-a9 ab-b4 b6-b9 bb-bf d7-d7 f7-f7 2c2-2df 37e-37e 387-387 55a-55f 589-58a 5be-5be 5c0-5c0 5c3-5c3 5f3-5f4 60c-60d 61b-61f 66a-66c 6d4-6d4 964-965 e4f-e4f e5a-e5b 2000-206f 20a0-20cf 2100-214f 2190-2bff 2e00-2e7f 3000-3004 3008-3020 3030-3030 303d-303f 30fb-30fb d800-f8ff fd3e-fd3f fe00-fe1f fe30-fe6b ff01-ff0f ff1a-ff20 ff3b-ff40 ff5b-ff65 fff0-ffff 1f000-1faff e0000-10ffff")
const marks = inside("300-36f 483-487 591-5c7 610-61a 640-640 64b-65f 670-670 6d6-6ed")
const pairs = inside("e01-e4e e80-edf 1000-109f 1780-17ff 2e80-2fdf 3005-3007 3021-3029 3031-3035 3040-30fa 30fc-312f 31a0-31ff 3400-4dbf 4e00-9fff ac00-d7af f900-faff 20000-3ffff")

const words = new RegExp(`[^${gaps}]+`, "gu")
const notSpoken = new RegExp(`[${marks}]`, "gu")
const gap = new RegExp(`[${gaps}]`, "gu")
const runs = new RegExp(`[${pairs}]+|[^${pairs}]+`, "gu")
const paired = new RegExp(`[${pairs}]`, "u")
const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ς: "σ", þ: "th" }
const longest = 40

/** Brings a word into the form in which all its spellings are the same. */
const fold = (word) =>
  /^[a-zA-Z0-9]+$/.test(word) ? word.toLowerCase() : word.normalize("NFKD").replace(notSpoken, "").normalize("NFKC").replace(gap, "").toLowerCase()
    .replace(/[ßæœøđðłıςþ]/g, (letter) => letters[letter])

/**
 * Cuts a text into words, each with its place in the text.
 * @param {string} text
 * @returns {{text: string, from: number, to: number}[]}
 */
const cut = (text) => {
  const found = []
  let word = null
  const end = () => {
    for (const [run] of word ? fold(word.said).matchAll(runs) : []) {
      const all = [...run]
      const [count, size] = paired.test(run) ? [all.length, 2] : [1, longest]
      for (let i = 0; i < count; i++) {
        found.push({ text: all.slice(i, i + size).join(""), from: word.from, to: word.to })
      }
    }
  }
  for (const { 0: said, index } of text.matchAll(words)) {
    const shortened = word && [...word.last].length > 2 && index === word.to + 1 && /['’]/.test(text[word.to])
    if (!shortened) {
      end()
      word = { said: "", from: index }
    }
    word = { said: word.said + said, from: word.from, to: index + said.length, last: said }
  }
  end()
  return found
}

/** Reads the rules of a language: two rounds of endings, with what takes their place. */
const rulesOf = (rounds) => rounds.map((round) => round.split(" ").filter(Boolean).map((rule) => rule.split("=")))

/** The word without its endings, by the rules of its language. */
const stem = (word, rules) => {
  for (const round of rules) {
    for (const [ending, instead = ""] of round) {
      if (word.length - ending.length > 2 && word.endsWith(ending)) {
        word = word.slice(0, -ending.length) + instead
        break
      }
    }
  }
  return word.length > 3 && word.at(-1) === word.at(-2) ? word.slice(0, -1) : word
}

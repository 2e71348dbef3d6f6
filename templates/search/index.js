// Reads the index. A piece is fetched when it is needed first, and then kept.

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const digit = Object.fromEntries([...digits].map((d, i) => [d, i]))

/**
 * Opens an index.
 * @param {(name: string) => Promise<object>} load fetches a file by its name
 *   below the site's root
 * @param {object} manifest
 */
const openIndex = (load, manifest) => {
  const kept = new Map()
  const once = (key, make) => {
    if (!kept.has(key)) kept.set(key, make())
    return kept.get(key)
  }
  /** A piece, which the manifest names or holds. */
  const piece = (kind, number, ref) =>
    typeof ref === "string"
      ? once(kind + number, () => load(`${manifest.files}${kind}${number}.${ref}.json`))
      : ref
  /** The words of the pieces that may have some that begin like this one. */
  const list = (kind, starts, word) => {
    let at = 0
    while (at + 1 < starts.length && starts[at + 1][0] <= word) at++
    const numbers = [at]
    // What begins with few letters may go on in the pieces that follow.
    for (let next = at + 1; next < at + 3 && starts[next]?.[0].startsWith(word); next++) numbers.push(next)
    const one = (number) => once(`${kind} ${number}`, async () => unpack(await piece(kind, number, starts[number][1]), number))
    return numbers[1] ? once(`${kind} ${numbers}`, async () => (await Promise.all(numbers.map(one))).flat()) : one(at)
  }
  const near = (word) => list("w", manifest.words, word)
  const rules = rulesOf(manifest.rules)
  const same = new Map()
  for (const group of manifest.same) {
    const [words, parts] = group.split(";").map((half) => half.split(" "))
    for (const word of [...words, ...(parts || [])]) {
      const own = stem(word, rules)
      same.set(own, [...(same.get(own) || []), ...words])
    }
  }
  const sounds = new Map(manifest.sounds.split(" ").map((pair) => pair.split("=")))
  const alike = new RegExp([...sounds.keys()].join("|"), "g")
  return {
    ...manifest,
    rules,
    /** The words that mean the same as a word. */
    same: (word) => same.get(stem(word, rules)) || [],
    /** The words of synonyms.yaml, of which no page may have some. */
    others: [...new Set([...same.values()].flat())].map((text) => ({ text, set: setOf(text), pages: 0 })),
    /** A word as it sounds: words that are spelled by ear sound the same. */
    sound: (word) => sounds.size > 1 ? word.replace(alike, (letters) => sounds.get(letters)).replace(/(.)\1/g, "$1") : word,
    stop: new Set(manifest.stop.split(" ")),
    small: typeof manifest.texts[0] !== "string",
    once,
    /** The words near a word in the order of the alphabet. */
    near,
    /** The entry of a word as it is written. */
    exact: async (word) => (await near(word)).find(({ text }) => text === word),
    /** The words that begin like a reversed word, reversed, when the near ones are not all. */
    reversed: (word) => (manifest.ends[0] ? list("e", manifest.ends, word) : []),
    /** The pages that have a word, each with what the word says about it. */
    pages: (word) => once(`: ${word.text}`, async () => {
      if (!word.piece) return []
      const { piece: { c: from, p: refs }, number, at } = word
      let i = 0
      while (from[i + 1] <= at) i++
      const { p } = await piece("p", `${number}-${i}`, refs[i])
      return postings(once(`; ${number}-${i}`, () => p.split(" "))[at - from[i]] || "")
    }),
    /** What is shown of a page, in sentences and their words. */
    text: (page) => once(`= ${page}`, async () => {
      const number = Math.floor(page / manifest.slots)
      return read((await piece("t", number, manifest.texts[number]))[page % manifest.slots])
    }),
  }
}

const reverse = (word) => [...word].reverse().join("")

/** A set of letters in the bits of a number; some letters share a bit. */
const setOf = (word) => {
  let set = 0
  for (let i = 0; i < word.length; i++) set |= 1 << word.charCodeAt(i)
  return set
}

/** The words of a piece, each with the rough number of its pages. */
const unpack = (piece, number) => {
  let text = ""
  return piece.w.split(" ").map((line, at) => {
    const shared = digit[line[0]]
    // Characters are counted, of which some have two halves.
    text = (/[\ud800-\udfff]/.test(text) ? [...text].slice(0, shared).join("") : text.slice(0, shared)) + line.slice(2)
    return { text, set: setOf(text), pages: 2 ** digit[line[1]] * 0.75, piece, number, at }
  })
}

/** @returns {[number, number][]} numbers of pages, with weights from 1 to 63 */
const postings = (line) => {
  const found = []
  let page = 0
  for (let i = 0; i < line.length; i++) {
    let shift = 1
    for (; digit[line[i]] >= 32; i++, shift *= 32) page += (digit[line[i]] - 32) * shift
    page += digit[line[i]] * shift
    found.push([page, digit[line[++i]]])
  }
  return found
}

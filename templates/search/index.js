// Reads the index. A piece is fetched when it is needed first, and then kept.

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const digit = (letter) => digits.indexOf(letter)

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
  const { texts, slots, ends, files } = manifest
  const small = Array.isArray(texts[0])
  const rules = rulesOf(manifest.rules)
  const piece = (kind, number, sum) => once(kind + number, () => load(`${files}${kind}${number}.${sum}.json`))
  /** The words of the pieces that may have some that begin like this one. */
  const list = async (kind, starts, word) => {
    let at = 0
    while (starts[at + 1]?.[0] <= word) at++
    const numbers = [at]
    // What begins with few letters may go on in the pieces that follow.
    for (let next = at + 1; next < at + 3 && starts[next]?.[0].startsWith(word); next++) numbers.push(next)
    const one = (number) => once(`${kind} ${number}`, async () => unpack(await piece(kind, number, starts[number][1]), number))
    return once(`${kind} ${numbers}`, async () => (await Promise.all(numbers.map(one))).flat())
  }
  const pages = small ? texts[0].map(read) : []
  const all = small && wordsIn(texts[0], pages)
  const near = small ? () => all : (word) => list("w", manifest.words, word)
  const same = new Map()
  for (const group of manifest.same) {
    const [words, parts] = group.split(";").map((half) => half.split(" "))
    for (const word of words.concat(parts || [])) {
      const own = stem(word, rules)
      same.set(own, [...(same.get(own) || []), ...words])
    }
  }
  const sounds = new Map(manifest.sounds.split(" ").map((pair) => pair.split("=")))
  const alike = new RegExp([...sounds.keys()].join("|"), "g")
  return {
    ...manifest,
    rules,
    small,
    once,
    /** The words that mean the same as a word. */
    same: (word) => same.get(stem(word, rules)) || [],
    /** The words of synonyms.yaml, of which no page may have some. */
    others: [...new Set([...same.values()].flat())].map((text) => ({ text, pages: 0, on: [] })),
    /** A word as it sounds: words that are spelled by ear sound the same. */
    sound: (word) => sounds.size > 1 ? word.replace(alike, (letters) => sounds.get(letters)).replace(/(.)\1/g, "$1") : word,
    stop: new Set(manifest.stop.split(" ")),
    /** The words near a word in the order of the alphabet. */
    near,
    /** The entry of a word as it is written. */
    exact: async (word) => (await near(word)).find(({ text }) => text === word),
    /** The words that begin like a reversed word, reversed, when the near ones are not all. */
    reversed: (word) => (small ? [] : list("e", ends, word)),
    /** The pages that have a word, each with what the word says about it. */
    pages: (word) => word.on || once(`: ${word.text}`, async () => {
      const { in: { c: from, p: sums }, number, at } = word
      let i = 0
      while (from[i + 1] <= at) i++
      const { p } = await piece("p", `${number}-${i}`, sums[i])
      return postings(once(`; ${number}-${i}`, () => p.split(" "))[at - from[i]] || "")
    }),
    /** What is shown of a page, in sentences and their words. */
    text: (page) => pages[page] || once(`= ${page}`, async () => {
      const number = Math.floor(page / slots)
      return read((await piece("t", number, texts[number]))[page % slots])
    }),
  }
}

const reverse = (word) => [...word].reverse().join("")

/** The words of a small guide, which are those of its texts, with their pages. */
const wordsIn = (texts, pages) => {
  const found = new Map()
  pages.forEach(({ names, told, parts }, page) => {
    const said = [...names, told, ...parts.flatMap(({ heading, sentences }) => [heading, ...sentences])]
    const words = new Set(said.flatMap(({ text }) => spoken(text)))
    ;[...words].forEach((text, i) => {
      const weight = digit(texts[page].x[i])
      if (weight > 0) found.set(text, [...(found.get(text) || []), [page, weight]])
    })
  })
  return [...found].map(([text, on]) => ({ text, on, pages: on.length }))
}

/** The words of a piece, each with the rough number of its pages. */
const unpack = (piece, number) => {
  let text = []
  return piece.w.split(" ").map((line, at) => {
    text = [...text.slice(0, digit(line[0])), ...line.slice(2)] // characters, of which some have two halves
    return { text: text.join(""), pages: 2 ** digit(line[1]) * 0.75, in: piece, number, at }
  })
}

/** @returns {[number, number][]} numbers of pages, with weights from 1 to 63 */
const postings = (line) => {
  const found = []
  let page = 0
  for (let i = 0; i < line.length; i += 2) {
    let shift = 1
    for (; digit(line[i]) >= 32; i++, shift *= 32) page += (digit(line[i]) - 32) * shift
    page += digit(line[i]) * shift
    found.push([page, digit(line[i + 1])])
  }
  return found
}

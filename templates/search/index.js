// Reads the index. A piece is fetched when it is needed first, and then kept.

const fewPages = 12 // of a word, roughly: more are not all in the pieces of words

/** A number of one digit. */
const digit = (letter) => parseInt(letter, 36)

/** What a word says of a page, by the code of a letter: A is 1, and each letter on a third of a doubling less. */
const weightOf = (code) => 2 ** ((65 - code) / 3)

/**
 * Opens an index.
 * @param {(name: string) => Promise<object>} load fetches a file by its name
 *   below the site's root
 * @param {object} manifest
 */
const openIndex = (load, manifest) => {
  const kept = new Map()
  const once = (key, make) => kept.get(key) || kept.set(key, make()).get(key)
  const { texts, says } = manifest
  const rules = rulesOf(manifest.rules)
  const piece = (kind, number, sum, read) => once(kind + number, async () => read(await load(`${manifest.files + kind + number}.${sum}.json`), number))
  /** The words of the piece that would have this one, or of all that may have some that begin like it, and those of synonyms.yaml. */
  const entries = (kind, starts, word, begun) => {
    const at = starts.filter(([start]) => start <= word).length - 1
    // What begins with few letters may go on in the pieces that follow.
    const some = starts.slice(at, at + (begun ? 3 : 1)).filter(([start], i) => !i || start.startsWith(word))
    return once(`${kind} ${at} ${some.length}`, async () => (await Promise.all(some.map(([, sum], i) => piece(kind, at + i, sum, unpack)))).flat().concat(always))
  }
  const same = new Map()
  for (const group of manifest.same) {
    const [words, parts] = group.split(";").map((half) => half.split(" "))
    for (const word of words.concat(parts || [])) {
      const own = stem(word, rules)
      same.set(own, [...(same.get(own) || []), ...words])
    }
  }
  // The words of synonyms.yaml, of which no page may have some.
  const others = [...new Set([...same.values()].flat())].map((text) => ({ text, pages: 0, on: [] }))
  const pages = says ? texts[0].map(read) : [] // of a small guide
  const always = [...wordsIn(pages, says), ...others]
  const near = (word, typing) => entries("w", manifest.words, word, typing)
  const sounds = new Map(manifest.sounds.split(" ").map((pair) => pair.split("=")))
  const alike = new RegExp([...sounds.keys()].join("|"), "g")
  return {
    ...manifest,
    rules,
    once,
    /** The words that mean the same as a word. */
    same: (word) => same.get(stem(word, rules)) || [],
    /** A word as it sounds: words that are spelled by ear sound the same. */
    sound: (word) => word.replace(alike, (letters) => sounds.get(letters)).replace(/(.)\1/g, "$1"),
    stop: new Set(manifest.stop.split(" ")),
    /** The words near a word in the order of the alphabet, and those of synonyms.yaml. */
    near,
    /** The entry of a word as it is written. */
    exact: async (word) => (await near(word)).find(({ text, pages }) => text === word && pages),
    /** The words that begin like a reversed word, reversed, in a large guide. */
    reversed: (word) => entries("e", manifest.ends, word),
    /** The pages that have a word, each followed by what the word says about it: the best ones, or all. */
    pages: ({ on, text, pages, head, lists, number }, all) => on || once(`: ${all} ${text}`, async () => {
      const whole = all && pages > fewPages ? await entries(`p${number}-`, lists, text) : [{ text, head }]
      return postings(whole.find((entry) => entry.text === text).head)
    }),
    /** What is shown of a page, in sentences and their words. */
    text: (page) => pages[page] || once(`= ${page}`, async () => {
      const number = page / manifest.slots | 0
      return read((await piece("t", number, texts[number], (texts) => texts))[page % manifest.slots])
    }),
  }
}

const reverse = (word) => [...word].reverse().join("")

/** The words of a small guide, which are those of its texts, with their pages. */
const wordsIn = (pages, says) => {
  const found = new Map()
  pages.forEach(({ names, told, parts }, page) => {
    const texts = [...names, told, ...parts.flatMap(([, ...texts]) => texts)]
    ;[...new Set(texts.flatMap(({ text }) => spoken(text)))].forEach((text, i) => {
      const code = says[page].charCodeAt(i)
      if (code > 64) found.set(text, [...(found.get(text) || []), page, weightOf(code)])
    })
  })
  return [...found].map(([text, on]) => ({ text, on, pages: on.length / 2 }))
}

/** The words of a piece, each with the rough number of its pages, the best of them, and the pieces that have all. */
const unpack = ({ w, h = "", p: lists }, number) => {
  let text = ""
  const heads = h.split(" ")
  return w.split(" ").map((line, at) => {
    text = text.slice(0, digit(line[0])) + line.slice(2)
    return { text, pages: 2 ** digit(line[1]) * 0.75, head: heads[at], lists, number }
  })
}

/** @returns {number[]} numbers of pages, each followed by its weight up to 1 */
const postings = (line) => {
  const found = []
  let page = 0, step = 0
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i) // digits are below letters, small letters above capital ones
    if (code > 64 && code < 91) {
      found.push(page += step, weightOf(code))
      step = 0
    } else step = step * 36 + code - (code > 64 ? 87 : 48)
  }
  return found
}

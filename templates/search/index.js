// Reads the index. A piece is fetched when it is needed first, and then kept.

/** A number of one digit. */
const digit = (letter) => parseInt(letter, 36)

/** What a word says of a page: A is 1, and each letter on a third of a doubling less. */
const weightOf = (letter) => 2 ** ((10 - digit(letter)) / 3)

/**
 * Opens an index.
 * @param {(name: string) => Promise<object>} load fetches a file by its name
 *   below the site's root
 * @param {object} manifest
 */
const openIndex = (load, manifest) => {
  const kept = new Map()
  const once = (key, make) => kept.get(key) || kept.set(key, make()).get(key)
  const { texts, slots, ends, files, says } = manifest
  const rules = rulesOf(manifest.rules)
  const piece = (kind, number, sum, read) => once(kind + number, async () => read(await load(`${files + kind + number}.${sum}.json`), number))
  /** The words of the pieces that may have some that begin like this one. */
  const list = (kind, starts, word, others) => {
    const at = starts.filter(([start]) => start <= word).length - 1
    // What begins with few letters may go on in the pieces that follow.
    const some = starts.slice(at, at + 3).filter(([start], i) => !i || start.startsWith(word))
    return once(`${kind} ${at} ${some.length}`, async () => (await Promise.all(some.map(([, sum], i) => piece(kind, at + i, sum, unpack)))).flat().concat(others))
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
  const near = (word) => list("w", manifest.words, word, always)
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
    reversed: (word) => list("e", ends, word, []),
    /** The pages that have a word, each with what the word says about it. */
    pages: ({ on, text, name, sum, at }) => on || once(`: ${text}`, async () => postings((await piece("p", name, sum, ({ p }) => p.split(" ")))[at] || "")),
    /** What is shown of a page, in sentences and their words. */
    text: (page) => pages[page] || once(`= ${page}`, async () => {
      const number = page / slots | 0
      return read((await piece("t", number, texts[number], (texts) => texts))[page % slots])
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
      const letter = says[page][i]
      if (letter > "9") found.set(text, [...(found.get(text) || []), [page, weightOf(letter)]])
    })
  })
  return [...found].map(([text, on]) => ({ text, on, pages: on.length }))
}

/** The words of a piece, each with the rough number of its pages, and where these stand. */
const unpack = ({ w, c, p }, number) => {
  let text = "", part = 0
  return w.split(" ").map((line, at) => {
    if (at >= c?.[part + 1]) part++
    text = text.slice(0, digit(line[0])) + line.slice(2)
    return { text, pages: 2 ** digit(line[1]) * 0.75, name: `${number}-${part}`, sum: p?.[part], at: at - c?.[part] }
  })
}

/** @returns {[number, number][]} numbers of pages, with weights up to 1 */
const postings = (line) => {
  const found = []
  let page = 0, step = 0
  for (const letter of line) {
    if (letter < "A" || letter > "Z") {
      step = step * 36 + digit(letter)
      continue
    }
    found.push([page += step, weightOf(letter)])
    step = 0
  }
  return found
}

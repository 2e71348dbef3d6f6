// Finds the words of the index that a word of a query may mean. How good a
// match is runs from 0 to 1.

const asForm = 0.95 // another form of the word
const asBeginning = 0.85 // a word that begins so
const asCorrection = (count) => 1 / (1 + 0.7 * count) // with so many mistakes
const asSynonym = 0.7
const sure = 0.65 // above all corrections
const most = 16 // words that one may mean
const expanded = 3 // of them, of which synonyms are looked up
const lastLetter = "\u0e00" // of scripts with words of letters; those of pairs begin here

/** The mistakes that are forgiven in a word of some length: short words would mean too much. */
const forgiven = (length) => Math.min(length >> 2, 2)

/**
 * The words that a word may mean. Corrections are only looked for when
 * nothing is written or begins like it.
 * @param {object} index
 * @param {string} word
 * @param {boolean} typing whether the word may not be finished
 */
const meanings = (index, word, typing) => index.once(`? ${typing} ${word}`, async () => {
  const near = await index.near(word, typing)
  const written = forms(near, word, index.rules)
  let found = [...written]
  if (typing || (!found[0] && word[2])) {
    found = found.concat(matching(near, ({ text }) => text.startsWith(word) && !found.some((f) => f.text === text) && asBeginning * (0.8 + 0.2 * word.length / text.length)))
  }
  if (!found[0]) found = corrections(near, word, typing, index.sound)
  if (!found[0] && forgiven(word.length)) {
    const back = reverse(word)
    for (const { text, match } of corrections(await index.reversed(back), back, false, reverse)) {
      const entry = await index.exact(reverse(text))
      if (entry) found.push({ ...entry, match })
    }
  }
  // Words that begin the same for most of their length.
  if (!found[0] && word[5]) {
    const start = word.slice(0, Math.max(5, Math.ceil(word.length * 0.6)))
    found = matching(near, ({ text }) => text.startsWith(start) && asCorrection(2))
  }
  const best = found.sort(better).slice(0, most)
  return [...best, ...await synonyms(index, (written[0] ? written : best).slice(0, expanded))].slice(0, most)
})

/** Puts the best match first, and of equal ones what most pages have. */
const better = (a, b) => b.match - a.match || b.pages - a.pages

/** The words that match, and how well. */
const matching = (words, how) => {
  const found = []
  for (const word of words) {
    const match = how(word)
    if (match) found.push({ ...word, match })
  }
  return found
}

/** The words that mean the same as what was found. */
const synonyms = async (index, found) => {
  const others = new Map()
  for (const { text, match } of found) {
    for (const other of index.same(text)) if (!others.has(other)) others.set(other, match * asSynonym)
  }
  const all = await Promise.all([...others].map(async ([other, match]) =>
    forms(await index.near(other), other, index.rules).map((w) => ({ ...w, match: match * w.match }))))
  return all.flat().filter(({ text, pages }) => pages && !found.some((f) => f.text === text))
}

/** The word itself, and words with the same stem. */
const forms = (near, word, rules) => {
  const beginning = word.slice(0, 3) // which no rule takes away
  const own = stem(word, rules)
  return matching(near, ({ text }) => (text === word ? 1 : text.startsWith(beginning) && stem(text, rules) === own && asForm))
}

/** Words that differ by as many mistakes as are forgiven, the nearest ones. */
const corrections = (near, word, typing, sound, limit = forgiven(word.length)) => {
  if (!limit) return []
  const said = sound(word)
  const found = matching(near, (w) => {
    const { text } = w
    if (said === (w.sound ||= sound(text))) return asCorrection(1)
    if (!typing && text.length > word.length + limit) return
    const [whole, part] = mistakes(word, text, limit)
    const count = typing ? part : whole
    return count <= limit && asCorrection(count) * (text[0] === word[0] ? 1 : 0.8) * (count < whole ? 0.9 : 1)
  })
  const best = Math.max(...found.map(({ match }) => match))
  return found.filter(({ match }) => match > best * 0.6)
}

/**
 * Counts the mistakes that turn one word into another: a letter too many, too
 * few, a wrong one, or two that changed places. It gives up above a limit, and
 * looks only where fewer can be.
 * @returns {[number, number]} against the whole other word, and
 *   against the beginning of it that is nearest
 */
const mistakes = (a, b, limit) => {
  const far = limit + 1
  const width = Math.min(b.length, a.length + limit)
  let [before, last, row] = counts
  let part = a.length - b.length > limit ? far : 0
  for (let j = 0; j <= far; j++) last[j] = j
  for (let i = 1; i <= a.length && part <= limit; i++) {
    const from = Math.max(1, i - limit)
    const to = Math.min(width, i + limit)
    part = row[from - 1] = from > 1 ? far : i
    for (let j = from; j <= to; j++) {
      let count = Math.min((j < i + limit ? last[j] : far) + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) count = Math.min(count, before[j - 2] + 1)
      row[j] = count
      if (count < part) part = count
    }
    [before, last, row] = [last, row, before]
  }
  return [part > limit || width < b.length ? far : last[width], part]
}

const counts = [[], [], []] // of mistakes, kept since they are made so often

// Ranks pages for a query.

const mostLetters = 400
const mostWords = 12
const stopWeight = 0.12 // of a word that says little, beside others
const shown = 8
const tie = 0.03 // the most common of all reasons wins by so much
const complete = 0.3 // a page that has all words as written wins by so much for each tenfold of pages

/**
 * Finds pages.
 * @param {object} index
 * @param {string} query
 * @param {number} limit
 * @returns {Promise<{results: object[], near: string}>} near is a word that
 *   would find something, when the query does not
 */
const find = async (index, query, limit = shown) => {
  const asked = await understand(index, query.slice(0, mostLetters))
  const all = weigh(asked)
  const needed = asked.filter((word) => word.needed).length
  const more = needed > 1 ? 1 + complete * Math.log10(index.n) : 1
  const ranked = [...await meet(index, asked)].map(([page, { sum, met, written }]) =>
    ({ page, score: Math.sqrt(sum) / all * (0.5 + 0.5 * met / all) * (written < needed ? 1 : more) }))
  const best = ranked.sort(byScore).slice(0, limit + (index.says ? 4 : 0))
  const bits = bitsOf(asked)
  const found = await Promise.all(best.map(async ({ page, score }) => explain(await index.text(page), bits, score)))
  const results = found.sort(byScore).slice(0, limit)
  return { results, near: results[0] ? "" : await nearest(index, query) }
}

const byScore = (a, b) => b.score - a.score

/**
 * The pages that have any of the words that say something: what all words say
 * of each, the weight of those that it has, and how many of the needed ones
 * it has as written.
 */
const meet = async (index, asked) => {
  const found = new Map()
  await Promise.all(asked.flatMap(({ meanings }) => meanings.map(index.pages))) // at once, what must be fetched
  for (const word of [...asked].sort((a, b) => a.slight - b.slight)) for (const meaning of word.meanings) {
    for (const [page, weight] of await index.pages(meaning)) {
      let of = found.get(page)
      if (!of && word.slight) continue
      if (!of) found.set(page, of = { sum: 0, met: 0, written: 0 })
      if (of.word !== word) {
        of.word = word
        of.part = 0 // what the word says; of its meanings the best counts
        of.met += word.weight
      }
      const part = (word.weight * meaning.match * weight) ** 2 // one good sign says more than some faint ones
      if (part > of.part) {
        of.sum += part - of.part
        of.part = part
      }
      of.written += word.needed && meaning.match === 1
    }
  }
  return found
}

/**
 * Looks up the words of a query. Two words may be one in the index, and one
 * may be two. A word that is rare in the guide weighs more.
 */
const understand = async (index, query) => {
  const texts = queryWords(query)
  const typing = /[^\s.,;:!?]$/.test(query)
  const stops = index.stop
  const asked = (await Promise.all(texts.map(async (text, i) => {
    const stop = stops.has(text)
    const found = await meanings(index, text, typing && !stop && !texts[i + 1])
    if (stop) return { text, meanings: found.filter(({ match }) => match === 1) }
    return !(found[0]?.match > sure) && await parted(index, text) || { text, meanings: found }
  }))).flat()
  for (let i = 1; texts[i]; i++) {
    const whole = await index.exact(texts[i - 1] + texts[i])
    if (whole) asked.push(as(whole, 1))
  }
  const known = asked.filter(({ meanings }) => meanings[0])
  const says = known.some(({ text }) => !stops.has(text))
  for (const word of known) {
    const pages = Math.max(...word.meanings.filter(({ match }, i) => match >= asForm || word.meanings[0].match < asForm).map(({ pages }) => pages))
    word.slight = says && stops.has(word.text)
    word.needed = !word.slight && texts.includes(word.text)
    word.weight = Math.log(1 + index.n / Math.min(index.n, pages || 1)) * (word.slight ? stopWeight : 1)
  }
  return known
}

/** The words of a query: one said twice in a row counts once, and the single
 * characters that end pairs do not. */
const queryWords = (query) => {
  const words = cut(query)
  const whole = words.filter(({ text, from }, i) => [...text].length > 1 || from !== words[i - 1]?.from)
  return whole.map(({ text }) => text).filter((text, i, all) => text !== all[i - 1]).slice(0, mostWords)
}

/** A word that was written as one but is two. */
const parted = async (index, text) => {
  for (let at = text.length - 2; at > 1; at--) {
    const first = await index.exact(text.slice(0, at))
    const second = first && await index.exact(text.slice(at))
    if (second) return [first, second].map((w) => as(w, asForm))
  }
}

/** A word that means itself. */
const as = (word, match) => ({ text: word.text, meanings: [{ ...word, match }] })

/** The word of the index that is nearest to one of the query. */
const nearest = async (index, query) => {
  for (const word of queryWords(query)) {
    const [found] = corrections((await index.near(word)).filter(({ pages }) => pages), word, false, index.sound, Math.ceil(word.length / 2)).sort(better)
    if (found) return found.text
  }
  return ""
}

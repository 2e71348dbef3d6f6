// Ranks pages for a query.

const mostLetters = 400
const mostWords = 12
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
  const best = []
  for (const [page, { sum, met, written }] of await meet(index, asked, limit > shown)) {
    const score = Math.sqrt(sum) / all * (0.5 + 0.5 * met / all) * (written < needed ? 1 : more)
    if (score <= best[limit - 1]?.score) continue
    best.push({ page, score })
    best.sort(byScore).splice(limit)
  }
  const bits = bitsOf(asked)
  const results = await Promise.all(best.map(async ({ page, score }) => explain(await index.text(page), bits, score)))
  results.sort(byScore)
  return { results, near: results[0] ? "" : await nearest(index, query) }
}

const byScore = (a, b) => b.score - a.score

/**
 * The pages that have any of the words that say something: what all words say
 * of each, the weight of those that it has, and how many of the needed ones
 * it has as written. The best pages of a single word are enough, unless all
 * are asked for.
 */
const meet = async (index, asked, all) => {
  const words = asked.filter(({ weight }) => weight)
  const lists = await Promise.all(words.flatMap((word) => word.meanings.map(async (meaning) => [word, meaning.match, await index.pages(meaning, all || !!words[1])])))
  const found = new Map()
  for (const [word, match, list] of lists) for (let i = 0; i < list.length; i += 2) {
    let of = found.get(list[i])
    if (!of) found.set(list[i], of = { sum: 0, met: 0, written: 0, part: 0, word: 0 })
    if (of.word !== word) {
      of.word = word
      of.part = 0 // what the word says; of its meanings the best counts
      of.met += word.weight
    }
    const part = (word.weight * match * list[i + 1]) ** 2 // one good sign says more than some faint ones
    if (part > of.part) {
      of.sum += part - of.part
      of.part = part
    }
    of.written += word.needed && match === 1
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
  const says = texts.some((text) => !index.stop.has(text))
  const asked = (await Promise.all(texts.map(async (text, i) => {
    // A word that says little is not looked up beside others; names and sentences may have it.
    if (says && index.stop.has(text)) return as({ text, pages: Infinity }, 1)
    // In a large guide a letter begins too much, and beside other words two do.
    const found = await meanings(index, text, typing && !texts[i + 1] && (text > lastLetter || !!text[index.says ? 0 : i ? 2 : 1]))
    return !(found[0]?.match > sure) && await parted(index, text) || { text, meanings: found }
  }))).flat()
  for (let i = 1; texts[i]; i++) {
    const whole = await index.exact(texts[i - 1] + texts[i])
    if (whole) asked.push(as(whole, 1))
  }
  for (const word of asked) {
    const pages = Math.max(...word.meanings.filter(({ match }) => match >= asForm || word.meanings[0].match < asForm).map(({ pages }) => pages))
    word.weight = Math.log(1 + index.n / (pages || 1))
    word.needed = word.weight && texts.includes(word.text)
  }
  return asked
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

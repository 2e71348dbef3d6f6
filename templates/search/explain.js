// Says of a found page where and in which words it matches.

const mostSections = 2
const inName = 0.15 // for two words of the query that stand together in a name
const inText = 0.06 // and in a sentence
const asName = 0.6 // for a query that is a name of the page; less for what is nearly one
const inFull = 0.6 // for all words as written in what the page shows, or in one of its names

const cuts = new Map()

/** The words of a text, which is cut once. */
const wordsOf = (text) => {
  if (!cuts.has(text)) cuts.set(text, cut(text))
  return cuts.get(text)
}

/** A text with its words. */
const said = (text = "") => ({ text, words: wordsOf(text).map((w) => w.text) })

/** Reads what the index has of a page. */
const read = (page) => ({
  url: page.u, title: page.t, where: page.w || "", rank: page.r, summary: page.s || "",
  names: [page.t, ...(page.a || [])].map(said),
  parts: page.p.map(([at, heading, text], i) => ({
    at, heading: said(heading),
    sentences: [...(i || !page.s ? [] : [page.s]), ...sentences(text)].map(said),
  })),
})

/** Sentences and lines. */
const sentences = (text) => text.split(/\n|(?<=[.!?…])\s+|(?<=[。！？])/).filter(Boolean)

/**
 * The part of the page that matches best, the sentence in it, and the other
 * parts that match as well.
 */
const explain = (page, asked, score) => {
  const words = new Map()
  asked.forEach(({ meanings }, i) => meanings.forEach(({ text }) => words.set(text, [...(words.get(text) || []), i])))
  const hits = new Set()
  const met = (...texts) => {
    const found = new Set()
    for (const { words: all } of texts) {
      for (const word of all) {
        const of = words.get(word)
        if (of) hits.add(word)
        for (const i of of || []) found.add(i)
      }
    }
    return found
  }
  const worth = (set) => [...set].reduce((sum, i) => sum + asked[i].weight, 0)
  const parts = page.parts.map(({ at, heading, sentences }) => {
    const values = sentences.map((s) => worth(met(s)))
    const value = Math.max(0, ...values)
    return { at, heading: heading.text, sentence: sentences[values.indexOf(value)]?.text, value: worth(met(heading, ...sentences)) }
  })
  const first = parts.reduce((a, b) => (b.value > a.value * 1.01 ? b : a))
  const top = worth(met(page.names[0])) >= first.value
  const together = Math.max(0, ...page.names.map((n) => inName * pairsOf(n.words, words)),
    ...page.parts.flatMap((p) => p.sentences.map((s) => inText * pairsOf(s.words, words))))
  const all = asked.reduce((sum, { weight }) => sum + weight, 0)
  const named = asName * Math.max(...page.names.map((n) => worth(met(n)) / all * shareOf(n.words, words)))
  // Words from here and there among many names do not say what the page does.
  const needed = asked.filter((word) => word.needed).map(({ text }) => text)
  const shows = [page.names[0], ...page.parts.flatMap(({ heading, sentences }) => [heading, ...sentences])].flatMap((s) => s.words)
  const full = needed[1] && [shows, ...page.names.map((n) => n.words)].some((all) => needed.every((word) => all.includes(word)))
  return {
    url: page.url + (top ? "" : first.at), title: page.title, where: page.where, heading: top ? "" : first.heading,
    sentence: first.value && first.sentence || page.summary, words, hits: [...hits],
    score: score * (1 + together + named) * (full ? 1 + inFull : 1) * (1 + tie / (page.rank || Infinity)),
    sections: top ? [] : parts.filter((p) => p !== first && p.at && p.value >= first.value * 0.99).slice(0, mostSections)
      .map(({ at, heading }) => ({ url: page.url + at, heading })),
  }
}

/** The share of a name's words that are in the query. */
const shareOf = (text, words) => text.filter((w) => words.has(w)).length / text.length

/** Counts the neighbours in a text that are neighbours in the query, to 3. */
const pairsOf = (text, words) => {
  let count = 0
  for (let i = 1; i < text.length; i++) {
    const before = words.get(text[i - 1])
    if (before && words.get(text[i])?.some((n) => before.includes(n - 1))) count++
  }
  return Math.min(count, 3)
}

// Says of a found page where and in which words it matches.

const mostSections = 2
const inName = 0.15 // for two words of the query that stand together in a name
const inText = 0.06 // and in a sentence
const asName = 0.6 // for a query that is a name of the page; less for what is nearly one
const inFull = 0.6 // for all words as written in what the page shows, or in one of its names

/** A text with its words. */
const said = (text = "") => ({ text, words: wordsOf(text).map((w) => w.text) })

/** Reads what the index has of a page. */
const read = (page) => ({
  url: page.u, title: page.t, where: page.w || "", rank: page.r, summary: page.s || "",
  names: [page.t, ...(page.a || [])].map(said), told: said(page.o),
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
  const worth = (...texts) => {
    const met = new Set()
    for (const word of texts.flatMap((t) => t.words)) {
      for (const i of words.get(word) || []) {
        hits.add(word)
        met.add(asked[i])
      }
    }
    return weightOf(met)
  }
  const names = page.names
  const parts = page.parts.map(({ at, heading, sentences }) => {
    const values = sentences.map((s) => worth(s))
    return {
      url: page.url + at, heading: heading.text, value: worth(heading, ...sentences),
      sentence: sentences[values.indexOf(Math.max(...values))]?.text,
    }
  })
  const first = parts.reduce((a, b) => (b.value > a.value * 1.01 ? b : a))
  const top = worth(names[0]) >= first.value
  const shows = [names[0], ...page.parts.flatMap(({ heading, sentences }) => [heading, ...sentences])]
  const pairs = (texts) => Math.max(...texts.map((t) => pairsOf(t.words, words)))
  const named = Math.max(...names.map((n) => worth(n) * n.words.filter((w) => words.has(w)).length / n.words.length))
  // Words from here and there among many names do not say what the page does.
  const needed = asked.filter((word) => word.needed)
  const full = needed[1] && [shows, ...names.map((n) => [n])].some((texts) => {
    const all = texts.flatMap((t) => t.words)
    return needed.every(({ text }) => all.includes(text))
  })
  return {
    url: top ? page.url : first.url, title: page.title, where: page.where, heading: top ? "" : first.heading,
    sentence: first.value && first.sentence || page.summary, words, hits: [...hits],
    score: score * (1 + Math.max(inName * pairs(names), inText * pairs(shows)) + asName * named / weightOf(asked)) * (full ? 1 + inFull : 1) * (1 + tie / (page.rank || Infinity)),
    sections: top ? [] : parts.filter((p) => p !== first && p.url !== page.url && p.value >= first.value * 0.99).slice(0, mostSections),
  }
}

/** Counts the neighbours in a text that are neighbours in the query, to 3. */
const pairsOf = (text, words) => {
  const count = text.filter((word, i) => words.get(word)?.some((n) => words.get(text[i - 1])?.includes(n - 1))).length
  return Math.min(count, 3)
}

const weightOf = (words) => [...words].reduce((sum, { weight }) => sum + weight, 0)

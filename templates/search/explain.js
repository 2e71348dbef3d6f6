// Says of a found page where and in which words it matches.

const mostSections = 2
const inName = 0.15 // for two words of the query that stand together in a name
const inText = 0.06 // and in a sentence
const mostTogether = 3 // of them
const asName = 0.6 // for a query that is a name of the page; less for what is nearly one
const inFull = 0.6 // for all words as written in what the page shows, or in one of its names

/** Reads what the index has of a page. Each part is its address, its heading, and its sentences. */
const read = ([url, where, summary, rank, told, names, ...parts]) => ({
  url, where, summary, rank, told: said(told), names: names.split("\n").map(said),
  parts: parts.map((part, i) => {
    const [at, heading, ...lines] = part.split("\n")
    const sentences = lines.flatMap((line) => line.split(/(?<=[.!?…])\s+|(?<=[。！？])/))
    return [at, ...[heading, ...[i ? "" : summary, ...sentences].filter(Boolean)].map(said)]
  }),
})

/** A text with its words. */
const said = (text) => ({ text, words: cut(text) })

/** The words that are asked for by what they may mean and as they are written: a bit for each. */
const bitsOf = (asked) => {
  const meant = new Map()
  const written = new Map()
  let all = 0
  asked.forEach(({ text, meanings, needed }, i) => {
    for (const { text } of meanings) meant.set(text, meant.get(text) | 1 << i)
    if (!needed) return
    written.set(text, written.get(text) | 1 << i)
    all |= 1 << i
  })
  return { asked, meant, written, all }
}

/** All the bits of what was looked at. */
const together = (looks, bits) => looks.reduce((all, look) => all | look[bits], 0)

/** What words say together. */
const weigh = (asked, bits = -1) => asked.reduce((sum, { weight }, i) => sum + (bits >> i & 1) * weight, 0)

/**
 * The part of the page that matches best, the sentence in it, and the other
 * parts that match as well.
 */
const explain = ({ url, where, summary, rank, names, parts }, { asked, meant, written, all }, score) => {
  const hits = new Set()
  const look = ({ text, words }) => {
    let met = 0, full = 0, near = 0, count = 0, last
    for (const { text } of words) {
      const bit = meant.get(text)
      if (bit) {
        if (weigh(asked, bit)) hits.add(text) // those that say something are marked
        met |= bit
        full |= written.get(text)
        near += near < mostTogether && (bit & last << 1) !== 0
        count++
      }
      last = bit
    }
    const value = weigh(asked, met)
    return { text, met, full, near, value, named: value * count / (words.length || 1) }
  }
  const named = names.map(look)
  const [title] = named
  const seen = [title]
  const found = parts.map(([at, ...texts]) => {
    const looks = texts.map(look)
    const [heading, ...sentences] = looks
    seen.push(...looks)
    return {
      url: url + at, heading: heading.text, value: weigh(asked, together(looks, "met")),
      sentence: sentences.reduce((a, b) => (b.value > a.value ? b : a), { value: -1 }).text,
    }
  })
  const first = found.reduce((a, b) => (b.value > a.value * 1.01 ? b : a))
  const top = title.value >= first.value
  const best = (looks, key) => Math.max(...looks.map((look) => look[key]))
  // Words from here and there among many names do not say what the page does.
  const full = all & all - 1 && [seen, ...named.map((name) => [name])].some((looks) => together(looks, "full") === all)
  return {
    url: top ? url : first.url, title: title.text, where, heading: top ? "" : first.heading,
    sentence: first.value && first.sentence || summary, words: hits,
    score: score * (1 + Math.max(inName * best(named, "near"), inText * best(seen, "near")) + asName * best(named, "named") / weigh(asked)) * (full ? 1 + inFull : 1) * (1 + tie / (rank || Infinity)),
    sections: top ? [] : found.filter((p) => p !== first && p.url !== url && p.value >= first.value * 0.99).slice(0, mostSections),
  }
}

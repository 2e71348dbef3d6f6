// Shows results. Texts are always put in as texts, never as markup.

/** Makes an element; children are elements and texts. */
const make = (name, attributes, ...children) => {
  const element = document.createElement(name)
  set(element, attributes)
  element.append(...children)
  return element
}

const set = (element, attributes) => Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value))

/** A text with the words marked that matched. */
const withMarks = (text, words) => {
  const found = []
  let at = 0
  for (const { text: word, from, to } of wordsOf(text)) {
    if (from < at || !words.has(word)) continue
    found.push(text.slice(at, from), make("mark", {}, text.slice(from, to)))
    at = to
  }
  return [...found, text.slice(at)]
}

/** What is shown of a result. */
const entry = (result) => [
  make("span", { class: "found-title" }, ...withMarks(result.title, result.words)),
  ...[result.heading || result.where].filter(Boolean).map((where) => make("span", { class: "found-where" }, where)),
  make("span", { class: "found-text" }, ...withMarks(result.sentence, result.words)),
]

/** The rows of an answer: each a link, or a word to search for instead. */
const rows = ({ index, results, near }) => [
  ...results.map((result) => ({
    title: result.title,
    links: [
      { href: address(index, result.url, result.hits), content: entry(result) },
      ...result.sections.map(({ url, heading }) => ({
        href: address(index, url, result.hits), inner: true,
        content: [make("span", { class: "found-title" }, ...withMarks(heading, result.words))],
      })),
    ],
  })),
  ...(results.length ? [] : [
    ...(near ? [{ links: [{ word: near, href: asks(near), content: [say(index, "near", { word: near })] }] }] : []),
    ...index.offers.map(({ t, u }) => ({ links: [{ href: address(index, u, []), content: [make("span", { class: "found-title" }, t)] }] })),
  ]),
]

/** What is said of an answer, or of none. */
const summary = (form, query, answer) => {
  if (!answer) return [form.dataset.failed, " ", make("a", { href: form.dataset.all }, form.dataset.list)]
  const { index, results: { length: n } } = answer
  if (n) return [say(index, n === 1 ? "one" : "many", { n })]
  return [say(index, "none", { query }), " ", say(index, "offers")]
}

/** The part of an address that asks for a query. */
const asks = (q) => `?${new URLSearchParams({ q })}`

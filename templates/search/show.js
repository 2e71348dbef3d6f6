// Shows results. Texts are always put in as texts, never as markup.

/** Makes an element; children are elements and texts. */
const make = (name, attributes, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/** A text with the words marked that matched. */
const withMarks = (text, words) => marked(text, words).map(([part, hit]) => (hit ? make("mark", {}, part) : part))

/** What is shown of a result. */
const entry = (result) => [
  make("span", { class: "found-title" }, ...withMarks(result.title, result.words)),
  ...(result.heading ? [make("span", { class: "found-where" }, result.heading)] : result.where ? [make("span", { class: "found-where" }, result.where)] : []),
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

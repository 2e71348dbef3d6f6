// Shows results. Texts are always put in as texts, never as markup.

/** Makes an element; children are elements and texts. */
const make = (name, attributes, ...children) => {
  const element = document.createElement(name)
  set(element, attributes)
  element.append(...children)
  return element
}

const set = (element, attributes) => {
  for (const key in attributes) element.setAttribute(key, attributes[key])
}

const line = (what, ...content) => make("span", { class: "found-" + what }, ...content)

/** A text with the words marked that matched. */
const withMarks = (text, words) => {
  const found = []
  let at = 0
  for (const { text: word, from, to } of cut(text)) {
    if (from < at || !words.has(word)) continue
    found.push(text.slice(at, from), make("mark", {}, text.slice(from, to)))
    at = to
  }
  return [...found, text.slice(at)]
}

/** The rows of an answer: of each the links, the first to the page. */
const rows = ({ index, results, near }) => {
  const row = ({ title, url, where, heading, sentence, words, sections }) => {
    const link = (at, name, ...more) => make("a", { href: address(index, at, [...words]) }, line("title", ...withMarks(name, words)), ...more)
    const under = heading || where
    return [link(url, title, under && line("where", under), line("text", ...withMarks(sentence, words))), ...sections.map(({ url, heading }) => link(url, heading))]
  }
  if (results[0]) return results.map(row)
  const offers = index.offers.map(({ t, u }) => [make("a", { href: address(index, u, []) }, line("title", t))])
  return near ? [[make("a", { href: asks({ q: near }), "data-word": near }, say(index, "near", near))], ...offers] : offers
}

/** What is said of an answer. */
const summary = ({ index, results: { length: n } }, query) =>
  n ? say(index, n > 1 ? "many" : "one", n) : `${say(index, "none", query)} ${say(index, "offers")}`

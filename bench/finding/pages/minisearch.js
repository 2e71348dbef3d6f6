// MiniSearch with the options and the weight of titles that its documentation
// shows. Its list shows how a text begins.
globalThis.open = async () => {
  const { default: MiniSearch } = await import("/minisearch.js")
  const text = await (await fetch("/index.json")).text()
  globalThis.engine = MiniSearch.loadJSON(text, { fields: ["title", "also", "summary", "text"] })
}
globalThis.renew = () => {}
globalThis.find = async (query) =>
  engine.search(query, { prefix: true, fuzzy: 0.2, boost: { title: 2 } }).slice(0, 8)
    .map(({ id, title, text }) => ({ url: id, title, text: text.slice(0, 160) }))
globalThis.list = async (query) => show(await find(query))

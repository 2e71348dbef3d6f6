// Pagefind's own function, with what its list shows of each page.
globalThis.open = async () => {
  globalThis.engine = await import("/pagefind/pagefind.js")
  await engine.init()
}
globalThis.renew = () => {}
globalThis.find = async (query) => {
  const { results } = await engine.search(query)
  const found = await Promise.all(results.slice(0, 8).map((result) => result.data()))
  return found.map(({ url, meta, plain_excerpt: text }) => ({ url, title: meta.title, text }))
}
globalThis.list = async (query) => show(await find(query))

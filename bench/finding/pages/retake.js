// In a published page: types into the search box, and waits until the list of
// results is announced. own is the same script without a page.
globalThis.field = document.querySelector("#q")
globalThis.open = async () => {
  field.dispatchEvent(new Event("input")) // a tab behind others gets no focus
  while (!document.querySelector(".found-status")) await new Promise((resolve) => setTimeout(resolve, 5))
  await list(".") // which finds nothing: there is no other way to know that the index is there
}
globalThis.list = (query) => new Promise((resolve) => {
  const announced = new MutationObserver(() => {
    announced.disconnect()
    resolve()
  })
  announced.observe(document.querySelector(".found-status"), { childList: true })
  field.value = query
  field.dispatchEvent(new Event("input"))
})

globalThis.listed = () => [...document.querySelectorAll("#found > a, #found a:first-child")].map(({ pathname }) => pathname)

const at = new URL(field.form.dataset.index, location)
const loaded = new Map()
const load = (url) => loaded.get(url.href) || loaded.set(url.href, fetch(url).then((response) => response.json())).get(url.href)
globalThis.renew = async () => {
  const manifest = await load(at)
  globalThis.engine = own.openIndex((name) => load(new URL(name, new URL(manifest.root, at))), manifest)
}
globalThis.find = (query) => own.find(engine, query)

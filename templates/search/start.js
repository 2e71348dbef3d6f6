// Starts what the page has. Where there is no page, in the program that made
// the site, others use the search itself.

if (globalThis.document) {
  const form = document.querySelector("form[data-index]")
  const place = document.querySelector("[data-found]")
  const site = connect(form)
  if (place) page(form, site, place)
  else box(form, site)
  mark()
} else {
  globalThis.search = { openIndex, find, cut, stem, rulesOf }
}

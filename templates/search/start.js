// Starts what the page has. Where there is no page, in the program that made
// the site, others use the search itself.

const start = (form) => {
  const site = connect(form)
  const field = form.querySelector("input")
  const place = document.querySelector("[data-found]")
  form.dataset.all = form.action
  form.action = form.dataset.results
  if (place) page(form, field, site, place)
  else box(form, field, site)
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return
    event.preventDefault()
    field.focus()
  })
  mark()
}

if (globalThis.document) {
  const form = document.querySelector("form[data-index]")
  if (form) start(form)
} else {
  globalThis.search = { openIndex, find, cut, stem, rulesOf }
}

// Loads the search when somebody begins to use it.

const form = document.querySelector("form[data-index]")
if (form) {
  const field = form.elements.q
  const load = () => import("./search.js").catch(() => (form.querySelector(".search-failed").hidden = false))
  form.action = form.dataset.results
  for (const use of ["focus", "input"]) field.addEventListener(use, load)
  // The list that this asks for is opened when it is there.
  field.addEventListener("keydown", ({ key }) => key === "ArrowDown" && (field.dataset.down = key))
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return
    event.preventDefault()
    field.focus()
  })
  // On the page of results, where words are to be marked, and after a reader who was quicker.
  if (/[?&](q|mark)=/.test(location.search) || document.activeElement === field) load()
}

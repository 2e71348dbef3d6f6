// Loads the search when somebody begins to use it.

const form = document.querySelector("form[data-index]")
if (form) {
  const field = form.q
  const load = () => import("./search.js").catch(() => (form.querySelector(".search-failed").hidden = false))
  form.action = form.dataset.results
  field.onfocus = field.oninput = load
  // The list that this asks for is opened when it is there.
  field.onkeydown = ({ key }) => {
    if (key === "ArrowDown") field.dataset.down = key
  }
  document.onkeydown = ({ key, ctrlKey, metaKey, altKey }) => {
    if (key !== "/" || ctrlKey || metaKey || altKey || document.activeElement.closest("input, textarea, select, [contenteditable]")) return
    field.focus()
    return false
  }
  // On the page of results, where words are to be marked, and after a reader who was quicker.
  if (/[?&](q|mark)=/.test(location.search) || document.activeElement === field) load()
}

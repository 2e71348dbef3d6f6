// The page of results, which shows what its address asks for.

const onPage = 30

const page = (form, site, place) => {
  const field = form.q
  const note = place.firstElementChild
  const list = make("ol", { class: "found-list" })
  place.append(list)
  const items = (rows) => rows.map(([link, ...others]) => make("li", {}, link, others[0] ? make("ul", {}, ...items(others.map((other) => [other]))) : ""))
  const ask = () => site.ask(field.value, onPage, (answer) => {
    list.replaceChildren(...(answer ? items(rows(answer)) : []))
    note.textContent = answer ? summary(answer, field.value) : ""
  })
  field.value = new URLSearchParams(location.search).get("q") || field.value
  if (field.value) ask()
  field.oninput = () => {
    history.replaceState(null, "", asks({ q: field.value }))
    ask()
  }
  form.onsubmit = () => {
    ask()
    return false
  }
}

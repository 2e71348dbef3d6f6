// The page of results, which shows what its address asks for.

const onPage = 30

const page = (form, field, site, place) => {
  const note = place.firstElementChild
  const list = make("ol", { class: "found-list" })
  place.append(list)
  const link = ({ href, content }) => make("a", { href }, ...content)
  const item = ({ links: [first, ...others] }) =>
    make("li", {}, link(first), ...(others.length ? [make("ul", {}, ...others.map((other) => make("li", {}, link(other))))] : []))
  const { ask } = asking(field, site, onPage, (query, answer) => {
    list.replaceChildren(...(answer ? rows(answer).map(item) : []))
    note.replaceChildren(...(query ? summary(form, query, answer) : []))
  })
  field.value = new URLSearchParams(location.search).get("q") || ""
  if (field.value) ask()
  field.addEventListener("input", () => {
    history.replaceState(null, "", asks(field.value))
    ask()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    ask()
  })
}

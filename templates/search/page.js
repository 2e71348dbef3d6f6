// The page of results, which shows what its address asks for.

const onPage = 30

const page = (form, site, place) => {
  const field = form.elements.q
  const note = place.firstElementChild
  const list = make("ol", { class: "found-list" })
  place.append(list)
  const link = ({ href, content }) => make("a", { href }, ...content)
  const item = ({ links: [first, ...others] }) =>
    make("li", {}, link(first), ...(others[0] ? [make("ul", {}, ...others.map((other) => make("li", {}, link(other))))] : []))
  const ask = () => site.ask(field.value, onPage, (answer) => {
    list.replaceChildren(...(answer ? rows(answer).map(item) : []))
    note.textContent = answer ? summary(answer, field.value) : ""
  })
  field.value = new URLSearchParams(location.search).get("q") || field.value
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

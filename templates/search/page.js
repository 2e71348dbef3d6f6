// The page of results, which shows what its address asks for.

const onPage = 30

const page = (form, site, place) => {
  const field = form.querySelector("input")
  const note = make("p", { role: "status" })
  const list = make("ol", { class: "found-list" })
  place.append(note, list)
  let asked = 0
  let pause
  const item = ({ links: [first, ...others] }) => make("li", {},
    make("a", { href: first.href }, ...first.content),
    ...(others.length ? [make("ul", {}, ...others.map(({ href, content }) => make("li", {}, make("a", { href }, ...content))))] : []))
  const update = async () => {
    const query = field.value
    const turn = ++asked
    clearTimeout(pause)
    try {
      const answer = await site.search(query, onPage)
      if (turn !== asked) return
      const { index, results } = answer
      list.replaceChildren(...(query.trim() ? rows(answer).map(item) : []))
      note.replaceChildren(...(!query.trim() ? [say(index, "start")] : results.length ? [counted(index, results.length)] : nothing(index, query)))
      if (query.trim() && !results.length) pause = setTimeout(() => record(index, query), 2000)
    } catch {
      if (turn !== asked) return
      list.replaceChildren()
      note.replaceChildren(...failed(form))
    }
  }
  field.value = new URLSearchParams(location.search).get("q") || ""
  field.addEventListener("input", () => {
    history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`)
    update()
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    update()
  })
  update()
}

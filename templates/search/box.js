// The search box: a text field with a list of results, as the ARIA practices
// describe a combobox.

/**
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof connect>} site
 */
const box = (form, site) => {
  const field = form.elements.q
  const note = make("p", { class: "found-note" })
  const list = make("div", { role: "listbox", id: "found", "aria-labelledby": "q-label" })
  const status = make("p", { class: "found-status", role: "status" })
  const popup = make("div", { class: "found-popup", hidden: "" }, note, list)
  form.append(popup, status)
  set(field, { role: "combobox", "aria-expanded": false, "aria-controls": "found", "aria-autocomplete": "list" })

  const options = () => [...list.querySelectorAll("[role=option]")]
  const chosen = () => list.querySelector("[aria-selected=true]")
  const choose = (option) => {
    for (const o of options()) set(o, { "aria-selected": o === option })
    option?.scrollIntoView({ block: "nearest" })
    set(field, { "aria-activedescendant": option?.id || "" })
  }
  let down = field.dataset.down // the first result was asked for before there was one
  const close = () => {
    site.stop()
    choose()
    popup.hidden = true
    down = false
    set(field, { "aria-expanded": false })
  }
  const option = ({ href, word, content }, inner) => {
    const made = make("a", { role: "option", "aria-selected": false, tabindex: -1, class: inner ? "inner" : "", href }, ...content)
    if (word) made.dataset.word = word
    return made
  }
  const show = (answer) => {
    status.textContent = ""
    if (!answer) return close()
    const query = field.value
    const text = summary(answer, query)
    const found = answer.results[0]
    const before = chosen()
    const more = { links: [{ href: form.dataset.results + asks(query), content: [line("more", say(answer.index, "all"))] }] }
    list.replaceChildren(...[...rows(answer), ...(found ? [more] : [])].map(({ title, links }) =>
      links[1] ? make("div", { role: "group", "aria-label": title }, ...links.map(option)) : option(links[0])))
    note.textContent = text
    note.hidden = found
    popup.hidden = false
    const all = options()
    all.forEach((o, n) => (o.id = `found-${n}`))
    // What a reader has chosen stays so when a later letter's answer comes.
    choose(before ? all.find(({ pathname, hash }) => pathname + hash === before.pathname + before.hash) : down ? all[0] : null)
    down = false
    list.hidden = !all[0]
    set(field, { "aria-expanded": !list.hidden })
    status.textContent = text
  }
  const ask = () => site.ask(field.value, undefined, show)
  const move = (by) => {
    const all = options()
    const at = all.indexOf(chosen()) + by
    // One step before the first and one after the last is the field itself.
    choose(all[at < -1 ? all.length - 1 : at])
  }
  const keys = {
    ArrowDown: () => (popup.hidden ? ask(down = true) : move(1)),
    ArrowUp: () => popup.hidden || move(-1),
    Escape: () => {
      if (popup.hidden) field.value = ""
      close()
    },
  }
  field.addEventListener("keydown", (event) => {
    const handle = keys[event.key]
    if (!handle || event.isComposing) return
    event.preventDefault()
    handle()
  })
  // Not on a key: keyboards on screens have no Enter, and a key that was
  // handled may send the form as well, which then wins.
  form.addEventListener("submit", (event) => {
    if (!chosen() || document.activeElement !== field) return
    event.preventDefault()
    chosen().click()
  })
  field.addEventListener("input", ask)
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close())
  list.addEventListener("pointerdown", (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", (event) => {
    const word = event.target.closest("[data-word]")?.dataset.word
    if (!word) return
    event.preventDefault()
    field.value = word
    ask()
  })
  site.open()
  if (field.value) ask()
}

// The search box: a text field with a list of results, as the ARIA practices
// describe a combobox.

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field
 * @param {ReturnType<typeof connect>} site
 */
const box = (form, field, site) => {
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
    if (option) set(field, { "aria-activedescendant": option.id })
    else field.removeAttribute("aria-activedescendant")
  }
  const close = () => {
    stop()
    choose(null)
    popup.hidden = true
    down = false
    set(field, { "aria-expanded": false })
  }
  let down = false // the first result was asked for before there was one
  const show = (groups, text) => {
    const before = chosen()
    let n = 0
    const option = ({ href, word, content, inner }) => {
      const made = make("a", { role: "option", id: `found-${n++}`, "aria-selected": false, tabindex: -1, class: inner ? "inner" : "", href }, ...content)
      if (word) made.dataset.word = word
      return made
    }
    list.replaceChildren(...groups.map(({ title, links }) =>
      links.length > 1 ? make("div", { role: "group", "aria-label": title }, ...links.map(option)) : option(links[0])))
    note.replaceChildren(...text)
    note.hidden = !text.length
    list.hidden = !n
    popup.hidden = false
    // What a reader has chosen stays so when a later letter's answer comes.
    const all = options()
    choose(before ? all.find(({ pathname, hash }) => pathname + hash === before.pathname + before.hash) : down ? all[0] : null)
    down = false
    set(field, { "aria-expanded": n > 0 })
  }
  const { ask, stop } = asking(field, site, undefined, (query, answer) => {
    status.textContent = ""
    if (!query) return close()
    const found = answer?.results.length
    const all = { links: [{ href: form.dataset.results + asks(query), content: [make("span", { class: "found-more" }, answer && say(answer.index, "all"))] }] }
    const text = summary(form, query, answer)
    show(answer ? [...rows(answer), ...(found ? [all] : [])] : [], found ? [] : text)
    status.textContent = found ? text[0] : note.textContent
  })
  const move = (by) => {
    const all = options()
    const at = all.indexOf(chosen()) + by
    // One step before the first and one after the last is the field itself.
    choose(all[at < -1 ? all.length - 1 : at] ?? null)
  }
  const keys = {
    ArrowDown: () => (popup.hidden ? ask(down = true) : move(1)),
    ArrowUp: () => !popup.hidden && move(-1),
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
  field.addEventListener("focus", () => site.open().catch(() => {}), { once: true })
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close())
  list.addEventListener("pointerdown", (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", (event) => {
    const word = event.target.closest("[data-word]")?.dataset.word
    if (!word) return
    event.preventDefault()
    field.value = word
    ask()
  })
}

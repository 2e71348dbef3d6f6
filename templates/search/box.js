// The search box: a text field with a list of results, as the ARIA practices
// describe a combobox.

/**
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof connect>} site
 */
const box = (form, site) => {
  const field = form.q
  const note = make("p", { class: "found-note" })
  const list = make("div", { role: "listbox", id: "found", "aria-labelledby": "q-label" })
  const status = make("p", { class: "found-status", role: "status" })
  const popup = make("div", { class: "found-popup" }, note, list)
  form.append(popup, status)
  set(field, { role: "combobox", "aria-controls": "found", "aria-autocomplete": "list" })

  const options = () => [...list.querySelectorAll("a")]
  let chosen
  const choose = (option) => {
    for (const o of options()) set(o, { "aria-selected": o === option })
    option?.scrollIntoView({ block: "nearest" })
    set(field, { "aria-activedescendant": option?.id || "" })
    chosen = option
  }
  let down // the first result was asked for before there was one
  const open = (is) => {
    popup.hidden = !is
    down = false
    set(field, { "aria-expanded": is && !list.hidden })
  }
  const close = () => {
    site.stop()
    choose()
    open(false)
  }
  const show = (answer) => {
    status.textContent = ""
    if (!answer) return close()
    const query = field.value
    const found = rows(answer)
    note.hidden = answer.results[0]
    if (note.hidden) found.push([make("a", { href: form.dataset.results + asks({ q: query }) }, line("more", say(answer.index, "all")))])
    list.replaceChildren(...found.map((links) => links[1] ? make("div", { role: "group", "aria-label": links[0].firstChild.textContent }, ...links) : links[0]))
    const all = options()
    all.forEach((option, n) => set(option, { role: "option", tabindex: -1, id: "found-" + n }))
    // What a reader has chosen stays so when a later letter's answer comes.
    choose(chosen ? all.find(({ pathname, hash }) => pathname + hash === chosen.pathname + chosen.hash) : down ? all[0] : null)
    list.hidden = !all[0]
    open(true)
    note.textContent = status.textContent = summary(answer, query)
  }
  const ask = () => site.ask(field.value, undefined, show)
  const move = (by) => {
    const all = options()
    const at = all.indexOf(chosen) + by
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
  // What a handler gives back as false, the browser does not do as well.
  field.onkeydown = ({ key, isComposing }) => {
    if (!keys[key] || isComposing) return
    keys[key]()
    return false
  }
  // Not on a key: keyboards on screens have no Enter, and a key that was
  // handled may send the form as well, which then wins.
  form.onsubmit = () => {
    if (!chosen || document.activeElement !== field) return
    chosen.click()
    return false
  }
  field.oninput = ask
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close())
  list.onpointerdown = () => false // the field keeps the focus
  list.onclick = ({ target }) => {
    const { word } = target.closest("a").dataset
    if (!word) return
    field.value = word
    ask()
    return false
  }
  open(false)
  down = field.dataset.down
  site.open()
  if (field.value) ask()
}

// Marks on a page the words that its reader searched for.

const mark = () => {
  const here = new URL(location)
  const words = here.searchParams.get("mark")?.split(" ")
  if (!words) return
  here.searchParams.delete("mark")
  history.replaceState(history.state, "", here) // so that a shared address is clean
  if (!CSS.highlights) return
  const texts = document.createTreeWalker(document.querySelector("main"), 4) // texts alone
  const found = new Highlight()
  while (texts.nextNode()) {
    const text = texts.currentNode
    if (text.parentElement.closest("form, svg, nav")) continue
    for (const word of cut(text.data)) {
      if (!words.includes(word.text)) continue
      const range = new Range()
      range.setStart(text, word.from)
      range.setEnd(text, word.to)
      found.add(range)
    }
  }
  CSS.highlights.set("found", found)
}

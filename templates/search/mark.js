// Marks on a page the words that its reader searched for.

const mark = () => {
  const here = new URL(location)
  const words = here.searchParams.get("mark")?.split(" ")
  if (!words) return
  here.searchParams.delete("mark")
  history.replaceState(history.state, "", here) // so that a shared address is clean
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("form, svg, nav") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
  const found = []
  while (texts.nextNode()) {
    for (const { text, from, to } of cut(texts.currentNode.data)) {
      if (!words.includes(text)) continue
      const range = new Range()
      range.setStart(texts.currentNode, from)
      range.setEnd(texts.currentNode, to)
      found.push(range)
    }
  }
  CSS.highlights?.set("found", new Highlight(...found))
}

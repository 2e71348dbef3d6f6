// Shows what was found as a plain list: our own search shows one as well.
globalThis.show = (found) => {
  let list = document.querySelector("ol")
  if (!list) document.body.append(list = document.createElement("ol"))
  list.replaceChildren(...found.map(({ url, title, text }) => {
    const item = document.createElement("li")
    const link = document.createElement("a")
    link.href = url
    link.append(title, document.createElement("br"), text)
    item.append(link)
    return item
  }))
}
globalThis.listed = () => [...document.querySelectorAll("ol a")].map(({ pathname }) => pathname)

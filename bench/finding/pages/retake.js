// In a published page: types into the search box, and reads the list of
// results when it has been announced.
globalThis.field = document.querySelector("#q")
globalThis.open = async () => {
  field.dispatchEvent(new Event("input")) // a tab behind others gets no focus
  while (!document.querySelector(".found-status")) await new Promise((resolve) => setTimeout(resolve, 5))
  await ask("a") // there is no other way to know that the index is there
}
globalThis.ask = (query) => new Promise((resolve) => {
  const announced = new MutationObserver(() => {
    announced.disconnect()
    resolve([...document.querySelectorAll("#found [role=option]:not(.inner)")].map((option) => new URL(option.href).pathname))
  })
  announced.observe(document.querySelector(".found-status"), { childList: true })
  field.value = query
  field.dispatchEvent(new Event("input"))
})

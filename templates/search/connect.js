// Connects a page to its guide's index. Nothing is loaded before the first
// search.

/** Fetches a file of the site; what is broken or missing is an error. */
const fetched = async (url, options) => {
  const response = await fetch(url, options)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return response.json()
}

/**
 * @param {HTMLFormElement} form the search box, which knows where the index is
 */
const connect = (form) => {
  const at = new URL(form.dataset.index, document.baseURI)
  let opened
  const open = () => (opened ||= (async () => {
    const manifest = await fetched(at, { cache: "no-cache" })
    const site = new URL(manifest.root, at)
    return { ...openIndex((name) => fetched(new URL(name, site)), manifest), site }
  })().catch((error) => {
    opened = null
    throw error
  }))
  return {
    open,
    /** Searches; once more with a new index if the site was published since. */
    search: async (query, limit) => {
      const search = async () => {
        const index = await open()
        return { index, ...await find(index, query, limit) }
      }
      try {
        return await search()
      } catch {
        opened = null
        return search()
      }
    },
  }
}

/** The address of a result, with the words that its page will mark. */
const address = (index, url, words) => {
  const target = new URL(url, index.site)
  if (words.length) target.searchParams.set("mark", words.join(" "))
  return target.href
}

/** Fills in a word of the interface. */
const say = (index, key, values = {}) => index.say[key].replace(/{(\w+)}/g, (all, name) => values[name] ?? all)

const sent = new Set()

/** Reports a query that found nothing, without what may tell who asked. */
const record = (index, query) => {
  const text = query.replace(/\S*@\S*|\p{Nd}/gu, "").replace(/\s+/g, " ").trim()
  if (!index.log || !text || sent.has(text)) return
  sent.add(text)
  navigator.sendBeacon(index.log, text)
}

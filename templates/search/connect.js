// Connects a page to its guide's index. Nothing is loaded before the first
// search.

/** Fetches a file of the site; what is broken or missing is an error. */
const fetched = async (url, options) => (await fetch(url, options)).json()

const stopped = 2000 // milliseconds after which a reader has stopped typing

/**
 * @param {HTMLFormElement} form the search box, which knows where the index is
 */
const connect = (form) => {
  const at = new URL(form.dataset.index, document.baseURI)
  let opened, pause
  let asked = 0
  const open = () => (opened ||= fetched(at, { cache: "no-cache" }).then((manifest) => {
    const site = new URL(manifest.root, at)
    return { ...openIndex((name) => fetched(new URL(name, site)), manifest), site }
  }))
  const search = async (query, limit) => {
    const index = await open()
    return { index, ...await find(index, query, limit) }
  }
  const forget = () => (opened = null)
  const stop = () => {
    clearTimeout(pause)
    return ++asked
  }
  return {
    open: () => open().catch(forget),
    /** Lets no answer be shown any more. */
    stop,
    /**
     * Asks the index what a field asks for. Of several answers under way only
     * the last one is shown: none when there is no query or no index.
     */
    ask: async (query, limit, show) => {
      const turn = stop()
      // Once more with a new index if the site was published since.
      const answer = query.trim() && await search(query, limit).catch(() => forget() || search(query, limit)).catch(forget)
      if (turn !== asked) return
      form.querySelector(".search-failed").hidden = answer !== null
      show(answer)
      if (answer && !answer.results[0]) pause = setTimeout(() => record(answer.index, query), stopped)
    },
  }
}

/** The address of a result, with the words that its page will mark. */
const address = (index, url, words) =>
  index.site + url.replace(/(?=#)|$/, words[0] ? asks({ mark: words.join(" ") }) : "")

/** The part of an address that asks for something. */
const asks = (values) => "?" + new URLSearchParams(values)

/** Fills in a word of the interface. */
const say = (index, key, value) => index.say[key].replace(/{\w+}/g, () => value)

const sent = new Set()

/** Reports a query that found nothing, without what may tell who asked. */
const record = (index, query) => {
  const text = query.replace(/\S*@\S*|\p{Nd}/gu, "").replace(/\s+/g, " ").trim()
  if (!index.log || !text || sent.has(text)) return
  sent.add(text)
  navigator.sendBeacon(index.log, text)
}

// Asks the index what a field asks for. Of several answers under way only the
// last one is shown.

const stopped = 2000 // milliseconds after which a reader has stopped typing

/**
 * @param {HTMLInputElement} field
 * @param {ReturnType<typeof connect>} site
 * @param {number | undefined} limit
 * @param {(query: string, answer?: object) => void} show without an answer
 *   when there is no query, or when the index could not be loaded
 */
const asking = (field, site, limit, show) => {
  let asked = 0
  let pause
  const stop = () => {
    clearTimeout(pause)
    return ++asked
  }
  const ask = async () => {
    const query = field.value.trim() && field.value
    const turn = stop()
    const answer = query ? await site.search(query, limit).catch(() => null) : null
    if (turn !== asked) return
    show(query, answer)
    if (answer && !answer.results.length) pause = setTimeout(() => record(answer.index, query), stopped)
  }
  return { ask, stop }
}

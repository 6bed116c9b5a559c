const KEY = 'veilgate:reloaded'
const MIN_INTERVAL_MS = 30_000

/**
 * Loads the document anew, but not again and again where that does not help.
 * @returns whether it is being loaded.
 */
export function reloadOnce(): boolean {
  try {
    const last = Number(sessionStorage.getItem(KEY) ?? 0)
    if (Date.now() - last < MIN_INTERVAL_MS) return false
    sessionStorage.setItem(KEY, String(Date.now()))
  } catch {
    // Without a memory nobody would notice that it goes round in a circle.
    return false
  }
  location.reload()
  return true
}

/**
 * Asks again and again, one question at a time: where the answer takes longer than the pause, none piles up behind it.
 * @param ask is given up when `signal` aborts.
 * @returns what ends it.
 */
export function poll(everyMs: number, ask: (signal: AbortSignal) => Promise<void>): () => void {
  const aborter = new AbortController()
  let isAsking = false
  const timer = setInterval(async () => {
    if (isAsking) return
    isAsking = true
    await ask(aborter.signal).finally(() => {
      isAsking = false
    })
  }, everyMs)
  return () => {
    clearInterval(timer)
    aborter.abort()
  }
}

const CHECK_MS = 15_000

type Watched = { onEnd: Set<() => void>; timer: NodeJS.Timeout }

/** Actions and route handlers are bundled apart, hence global. Of this process alone. */
const shared = globalThis as { veilgateSessionWatch?: Map<string, Watched> }

/**
 * Tells when a session has ended. Each session is checked once for all who watch it.
 * @param isOver whether it has, as far as is known now; what cannot be known counts as no.
 * @returns a function that ends the watching.
 */
export function watchSession(
  session: string,
  isOver: () => Promise<boolean>,
  onEnd: () => void,
  everyMs = CHECK_MS,
): () => void {
  shared.veilgateSessionWatch ??= new Map()
  const all = shared.veilgateSessionWatch
  const watched = all.get(session) ?? watch(isOver, everyMs)
  all.set(session, watched)
  watched.onEnd.add(onEnd)
  return () => {
    watched.onEnd.delete(onEnd)
    if (watched.onEnd.size > 0) return
    clearInterval(watched.timer)
    if (all.get(session) === watched) all.delete(session)
  }
}

function watch(isOver: () => Promise<boolean>, everyMs: number): Watched {
  const onEnd = new Set<() => void>()
  let isChecking = false
  const timer = setInterval(async () => {
    if (isChecking) return
    isChecking = true
    const over = await isOver().catch(() => false)
    isChecking = false
    if (over) for (const end of [...onEnd]) end()
  }, everyMs)
  return { onEnd, timer }
}

import type { CDPSession, Page } from '@playwright/test'

/** What a page has met since the last look at it. */
type Met = {
  /** What the browser adds up as layout shift. */
  shift: number
  /** Tasks that held the main thread for more than 50 ms, each in ms. */
  longTasksMs: number[]
  /** From each key or click until what it changed was painted, in ms, rounded to 8. */
  interactionsMs: number[]
  /** What the live stream brought, in bytes on the wire. */
  liveBytes: number
}

export type Observed = {
  /** What was met since the last call. */
  met(): Promise<Met>
  /** What script holds after a garbage collection, in MB, and how many nodes the document has. */
  heap(): Promise<{ heapMb: number; nodes: number }>
}

type Recorded = Omit<Met, 'liveBytes' | 'interactionsMs'> & { interactions: [number, number][] }

/** Watches a page from its next document on. */
export async function observe(page: Page): Promise<Observed> {
  const session = await page.context().newCDPSession(page)
  const live = await countLiveBytes(session)
  // The compiler of this program names functions by a helper that no page has.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(record)
  let liveBefore = 0
  return {
    met: async () => {
      const { interactions, ...met } = await page.evaluate(takeRecord)
      const liveBytes = live() - liveBefore
      liveBefore += liveBytes
      return { ...met, interactionsMs: longestOfEach(interactions), liveBytes }
    },
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      const { nodes } = await session.send('Memory.getDOMCounters')
      return { heapMb: usedSize / 1e6, nodes }
    },
  }
}

async function countLiveBytes(session: CDPSession): Promise<() => number> {
  const streams = new Set<string>()
  let bytes = 0
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (new URL(request.url).pathname === '/api/live') streams.add(requestId)
  })
  session.on('Network.dataReceived', ({ requestId, encodedDataLength, dataLength }) => {
    // A stream that is not over may not say what it was on the wire.
    if (streams.has(requestId)) bytes += encodedDataLength || dataLength
  })
  await session.send('Network.enable')
  return () => bytes
}

/** A key down and its key up are one interaction. */
function longestOfEach(interactions: readonly [id: number, ms: number][]): number[] {
  const longest = new Map<number, number>()
  for (const [id, ms] of interactions) longest.set(id, Math.max(ms, longest.get(id) ?? 0))
  return [...longest.values()]
}

/** Runs in the page. */
function record() {
  const found: Recorded = { shift: 0, longTasksMs: [], interactions: [] }
  Object.assign(window, { found })
  const on = <T>(type: string, take: (entry: T) => void, options = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as T)
    }).observe({ type, buffered: true, ...options })
  on<{ hadRecentInput: boolean; value: number }>('layout-shift', (entry) => {
    if (!entry.hadRecentInput) found.shift += entry.value
  })
  on<PerformanceEntry>('longtask', ({ duration }) => void found.longTasksMs.push(duration))
  const every = { durationThreshold: 16 }
  const timed = ({ interactionId: id, duration }: { interactionId: number; duration: number }) => {
    if (id > 0) found.interactions.push([id, duration])
  }
  on('event', timed, every)
}

/** Runs in the page. */
function takeRecord(): Recorded {
  const { found } = window as unknown as { found: Recorded }
  const taken = { ...found }
  Object.assign(found, { shift: 0, longTasksMs: [], interactions: [] })
  return taken
}

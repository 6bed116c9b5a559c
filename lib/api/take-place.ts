import { MINUTE_MS } from '@/lib/model/time/units'
import { singleton } from '@/lib/singleton'

/** Each reads over one of the pool's twelve connections; pages and ingestion need theirs. */
const MAX_AT_ONCE = 4
const MAX_PER_TOKEN = 2
const MAX_PER_MINUTE = 240
/** Of tokens that asked within the minute; there are fewer that serve. */
const MAX_COUNTED = 1_000

type Places = { taken: Map<string, number>; all: number; starts: Map<string, number[]> }

type PlaceTaken =
  | { kind: 'taken'; leave: () => void }
  | { kind: 'too-many' | 'busy'; problem: string; retryAfterSeconds: number }

/**
 * Takes a place for an answer of the API, from the reading of its rows until they are written; `leave`
 * gives it back, and may be called twice.
 */
export function takePlace(tokenId: string, nowMs = performance.now()): PlaceTaken {
  const places = singleton<Places>('api-places', () => ({
    taken: new Map(),
    all: 0,
    starts: new Map(),
  }))
  const own = places.taken.get(tokenId) ?? 0
  if (own >= MAX_PER_TOKEN) {
    const problem = `${own} requests of this token are under way: let one of them end first.`
    return { kind: 'too-many', problem, retryAfterSeconds: 1 }
  }
  if (places.all >= MAX_AT_ONCE) {
    const problem = `${places.all} requests are under way: try again in a moment.`
    return { kind: 'busy', problem, retryAfterSeconds: 2 }
  }
  const waitSeconds = countStart(places.starts, tokenId, nowMs)
  if (waitSeconds > 0) {
    const problem = `This token made ${MAX_PER_MINUTE} requests within a minute: wait ${waitSeconds} s.`
    return { kind: 'too-many', problem, retryAfterSeconds: waitSeconds }
  }
  places.taken.set(tokenId, own + 1)
  places.all += 1
  let isLeft = false
  return {
    kind: 'taken',
    leave: () => {
      if (isLeft) return
      isLeft = true
      places.all -= 1
      const left = (places.taken.get(tokenId) ?? 1) - 1
      if (left === 0) places.taken.delete(tokenId)
      else places.taken.set(tokenId, left)
    },
  }
}

/** Counts a request of a token, unless it made too many: then for how many seconds it has to wait. */
function countStart(starts: Map<string, number[]>, tokenId: string, nowMs: number): number {
  const recent = (starts.get(tokenId) ?? []).filter((startedMs) => startedMs > nowMs - MINUTE_MS)
  const [oldest] = recent
  if (recent.length >= MAX_PER_MINUTE && oldest !== undefined) {
    return Math.max(1, Math.ceil((oldest + MINUTE_MS - nowMs) / 1_000))
  }
  // The token that asked longest ago stands first.
  starts.delete(tokenId)
  starts.set(tokenId, [...recent, nowMs])
  const [stalest] = starts.keys()
  if (starts.size > MAX_COUNTED && stalest !== undefined) starts.delete(stalest)
  return 0
}

import { randomUUID } from 'node:crypto'
import { isAboutTheData, isForGood } from '@/lib/db/failure-kind'
import { describeFailure } from '@/lib/errors'
import type { PartSize } from '@/lib/ingest/batch/part-size'
import { pause } from '@/lib/ingest/pause'
import { withTimeout } from '@/lib/with-timeout'

/** A batch, or the part of one that could be stored; known by a random key of its own. */
export type StoredPart<Item, Result> = {
  key: string
  items: readonly Item[]
} & (
  | { kind: 'stored'; result: Result }
  /** `refused`: the database will not take what is in it. Else there was no time left, or no use. */
  | { kind: 'failed'; refused: boolean; error: string }
)

/** One attempt to store items. */
export type Attempt = {
  /** A random UUID of these items' own. */
  key: string
  /** How long it may wait for a connection. */
  waitMs: number
  /** How long it may take from when it has one. */
  timeoutMs: number
  /** To be called when it has one. */
  begun: () => void
  /** To be called when all that is left to do is to commit. @throws where it was given up: roll it back. */
  beforeCommit: () => void
}

export type StoreInTime<Item, Result> = {
  /** On the clock of `performance.now()`: after it the items are no longer ours to store. */
  deadlineMs: () => number
  /** How many items are stored at once; told what came of it. */
  partSize: PartSize
  /** What they have at most together; one alone may have more. */
  maxBytes: number
  bytesOf: (item: Item) => number
  /**
   * Stores items whole or not at all; stored again under the same key, they are stored once.
   * @throws where they are not, or where it is not known whether they are.
   */
  store: (items: readonly Item[], attempt: Attempt) => Promise<Result>
  /** Told of trouble that is being waited out, and of null when it is over. */
  onTrouble: (error: unknown) => void
}

/** Short, since the visibility timeout of the messages in hand runs on. */
const MAX_PAUSE_MS = 1_000
/** One attempt: what takes longer hangs, and the next one may find another connection. */
const MAX_ATTEMPT_MS = 9_000
/** The least that it has from when it has a connection, where there is as much left. */
const MIN_WORK_MS = 2_000
/** Of the time that is left: what takes too long leaves time for a smaller part. */
const WORK_SHARE = 2 / 3
/** An attempt that used so much of that failed for lack of it, whatever it failed with. */
const TOO_LONG_SHARE = 0.9
const NO_TIME = 'It could not be stored in time'

/**
 * Stores items before a deadline, as many at once as `partSize` and `maxBytes` allow. The database's trouble is waited out for as
 * long as there is time; what takes too long is cut into smaller parts; trouble with the data itself is narrowed
 * down by halves, so that one item the database will not take holds up no other.
 * @returns what was stored, and what was given up.
 */
export async function storeInTime<Item, Result>(
  items: readonly Item[],
  options: StoreInTime<Item, Result>,
): Promise<StoredPart<Item, Result>[]> {
  const parts: StoredPart<Item, Result>[] = []
  for (let at = 0; at < items.length; ) {
    const last = parts.at(-1)
    if (last?.kind === 'failed' && !last.refused) {
      // There is no time for the rest either, or no use.
      parts.push({ ...last, key: randomUUID(), items: items.slice(at) })
      break
    }
    const part = takePart(items, at, options)
    parts.push(...(await storePart(part, options)))
    at += part.length
  }
  return parts
}

function takePart<Item>(
  items: readonly Item[],
  at: number,
  {
    partSize,
    maxBytes,
    bytesOf,
  }: Pick<StoreInTime<Item, never>, 'partSize' | 'maxBytes' | 'bytesOf'>,
): readonly Item[] {
  const part = items.slice(at, at + partSize.messages())
  let bytes = 0
  const tooMany = part.findIndex((item) => {
    bytes += bytesOf(item)
    return bytes > maxBytes
  })
  return tooMany === -1 ? part : part.slice(0, Math.max(1, tooMany))
}

async function storePart<Item, Result>(
  items: readonly Item[],
  options: StoreInTime<Item, Result>,
): Promise<StoredPart<Item, Result>[]> {
  const { deadlineMs, partSize, store, onTrouble } = options
  const key = randomUUID()
  let mayBeStored = false
  let trouble = NO_TIME
  for (let tries = 0; ; tries += 1) {
    const leftMs = Math.floor(deadlineMs() - performance.now())
    if (leftMs <= 0) return [{ kind: 'failed', key, items, refused: false, error: trouble }]
    const waitMs = Math.min(leftMs, MAX_ATTEMPT_MS)
    const timeoutMs = Math.min(waitMs, Math.max(MIN_WORK_MS, leftMs * WORK_SHARE))
    // Waiting for a connection is no matter of size: smaller parts would need more of them.
    let begunAtMs = Number.POSITIVE_INFINITY
    let begun = () => {}
    const beginning = new Promise<void>((resolve) => {
      begun = () => {
        begunAtMs = performance.now()
        resolve()
      }
    })
    const shareOfTime = () => (performance.now() - begunAtMs) / timeoutMs
    let isGivenUp = false
    const beforeCommit = () => {
      if (isGivenUp) throw new Error(NO_TIME)
      mayBeStored = true
    }
    try {
      const storing = store(items, { key, waitMs, timeoutMs, begun, beforeCommit })
      const working = beginning.then(() => withTimeout(timeoutMs, storing))
      const result = await Promise.race([withTimeout(waitMs, storing), working])
      partSize.noteStored(items.length, shareOfTime())
      onTrouble(null)
      return [{ kind: 'stored', key, items, result }]
    } catch (error) {
      isGivenUp = true
      if (isAboutTheData(error)) {
        // It answers: what it refuses is no trouble of its own.
        onTrouble(null)
        if (items.length > 1) return storeHalves(items, options)
        return [{ kind: 'failed', key, items, refused: true, error: describeFailure(error) }]
      }
      onTrouble(error)
      if (isForGood(error)) {
        return [{ kind: 'failed', key, items, refused: false, error: describeFailure(error) }]
      }
      // What is stored after all, unheard, is found by its key at the next attempt, and only by that.
      if (!mayBeStored && shareOfTime() >= TOO_LONG_SHARE) {
        partSize.noteTooLong(items.length)
        if (items.length > 1 && deadlineMs() > performance.now()) return storeInTime(items, options)
      }
      trouble = `${NO_TIME}: ${describeFailure(error)}`
      await pause(tries, Math.min(deadlineMs() - performance.now(), MAX_PAUSE_MS))
    }
  }
}

async function storeHalves<Item, Result>(
  items: readonly Item[],
  options: StoreInTime<Item, Result>,
): Promise<StoredPart<Item, Result>[]> {
  const middle = Math.ceil(items.length / 2)
  const first = await storeInTime(items.slice(0, middle), options)
  const second = await storeInTime(items.slice(middle), options)
  return [...first, ...second]
}

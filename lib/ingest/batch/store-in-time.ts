import { randomUUID } from 'node:crypto'
import { isAboutTheData, isForGood } from '@/lib/db/failure-kind'
import { describeFailure } from '@/lib/errors'
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

export type StoreInTime<Item, Result> = {
  /** On the clock of `performance.now()`: after it the items are no longer ours to store. */
  deadlineMs: () => number
  /**
   * Stores items whole or not at all; stored again under the same key, they are stored once.
   * @throws where they are not, or where it is not known whether they are.
   */
  store: (items: readonly Item[], key: string, leftMs: number) => Promise<Result>
  /** Told of trouble that is being waited out, and of null when it is over. */
  onTrouble: (error: unknown) => void
}

/** Short, since the visibility timeout of the messages in hand runs on. */
const MAX_PAUSE_MS = 1_000
/** One attempt: what takes longer hangs, and the next one may find another connection. */
const MAX_ATTEMPT_MS = 9_000

/**
 * Stores items before a deadline. The database's trouble is waited out for as long as there is time;
 * trouble with the data itself is narrowed down by halves, so that one item the database will not
 * take holds up no other.
 * @returns what was stored, and what was given up.
 */
export async function storeInTime<Item, Result>(
  items: readonly Item[],
  options: StoreInTime<Item, Result>,
): Promise<StoredPart<Item, Result>[]> {
  const { deadlineMs, store, onTrouble } = options
  const key = randomUUID()
  let trouble = 'It could not be stored in time'
  for (let attempt = 0; ; attempt += 1) {
    const leftMs = Math.floor(deadlineMs() - performance.now())
    if (leftMs <= 0) return [{ kind: 'failed', key, items, refused: false, error: trouble }]
    try {
      const attemptMs = Math.min(leftMs, MAX_ATTEMPT_MS)
      // What is stored after all, unheard, is found by its key at the next attempt.
      const result = await withTimeout(attemptMs, store(items, key, attemptMs))
      onTrouble(null)
      return [{ kind: 'stored', key, items, result }]
    } catch (error) {
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
      trouble = `It could not be stored in time: ${describeFailure(error)}`
      await pause(attempt, Math.min(deadlineMs() - performance.now(), MAX_PAUSE_MS))
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

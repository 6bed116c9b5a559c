import { setTimeout as sleep } from 'node:timers/promises'
import type { LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { type Listener, listenToLedger } from '@/lib/live/listen'
import { newsReader } from '@/lib/live/news-reader'
import { log } from '@/lib/log'

type OnNotice = (notice: LedgerNotice | null) => void

type Intervals = {
  /** Between two tests of a listener that hears. */
  testMs: number
  /** Between two looks at the ledger while nothing is heard. */
  pollMs: number
  /** Before listening is tried again where it was deaf: behind a pooler it always is. */
  deafRetryMs: number
}

const INTERVALS: Intervals = { testMs: 20_000, pollMs: 500, deafRetryMs: 60_000 }
const INITIAL_RETRY_MS = 250
const MAX_RETRY_MS = 5_000

/**
 * Watches the ledger: listens for notifications, and tests at the start and every 20 seconds that they
 * arrive. As long as they do not (a transaction pooler in between, a connection that died without a
 * word, no connection) it looks at the ledger itself every half second, and tries to listen again.
 * @param onNotice told once of each committed batch, either way, and of each changed run; of null when
 *   something may have changed that it was not told of.
 * @returns a function that ends it.
 */
export function watchLedger(onNotice: OnNotice, intervals: Partial<Intervals> = {}): () => void {
  const ending = new AbortController()
  void watch(onNotice, { ...INTERVALS, ...intervals }, ending.signal)
  return () => ending.abort()
}

async function watch(onNotice: OnNotice, intervals: Intervals, ended: AbortSignal) {
  const news = newsReader((notice) => {
    if (!ended.aborted) onNotice(notice)
  })
  let polling: AbortController | undefined
  let retryMs = INITIAL_RETRY_MS
  const stop = () => {
    polling?.abort()
    polling = undefined
  }
  ended.addEventListener('abort', stop, { once: true })
  void news.read()
  while (!ended.aborted) {
    const outcome = await listenWhileHeard(news.hear, intervals.testMs, ended, async () => {
      stop()
      retryMs = INITIAL_RETRY_MS
      await news.read()
      onNotice(null)
    })
    if (ended.aborted) break
    if (polling === undefined) {
      polling = new AbortController()
      void poll(news.read, intervals.pollMs, polling.signal)
    }
    const pauseMs = outcome === 'deaf' ? intervals.deafRetryMs : retryMs
    log.warn('live.not-listening', { outcome, retryMs: pauseMs })
    await sleep(pauseMs, undefined, { signal: ended }).catch(() => undefined)
    retryMs = Math.min(MAX_RETRY_MS, retryMs * 2)
  }
}

type Outcome = 'broken' | 'deaf' | 'silent'

/**
 * Listens as long as what is notified arrives.
 * @param onHeard told after each test that was passed: of all that was committed before, the listener
 *   was told.
 * @returns why it ended: no connection, one that never heard, one that hears no more.
 */
async function listenWhileHeard(
  onNotice: OnNotice,
  testMs: number,
  ended: AbortSignal,
  onHeard: () => Promise<void>,
): Promise<Outcome> {
  const breaking = new AbortController()
  const over = AbortSignal.any([breaking.signal, ended])
  let listener: Listener | undefined
  try {
    listener = await listenToLedger({ onNotice, onBreak: () => breaking.abort() })
    for (let tests = 0; !over.aborted; tests += 1) {
      if (!(await listener.hears()))
        return over.aborted ? 'broken' : tests === 0 ? 'deaf' : 'silent'
      await onHeard()
      await sleep(testMs, undefined, { signal: over }).catch(() => undefined)
    }
  } catch (error) {
    log.warn('live.listen-failed', {}, error)
  } finally {
    listener?.close()
  }
  return 'broken'
}

async function poll(read: () => Promise<void>, pollMs: number, ended: AbortSignal) {
  while (!ended.aborted) {
    await read()
    await sleep(pollMs, undefined, { signal: ended }).catch(() => undefined)
  }
}

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withLock } from '@/lib/embedded/lock'
import { boundLog } from '@/lib/embedded/log-file'
import { startPostgres } from '@/lib/embedded/postgres'
import { runningPostgres } from '@/lib/embedded/postgres-process'
import { queueServerRuns, startQueueServer } from '@/lib/embedded/queue-server'
import type { Services } from '@/lib/embedded/services'

const POLL_INTERVAL_MS = 2_000
const MAX_DELAY_MS = 60_000

/**
 * Starts embedded services again that die while they are used, and bounds their logs. @param say hears of it in words.
 * @returns what ends the watch, before the services are stopped on purpose.
 */
export function keepServices(
  { dataDir, postgresFolder, embeddedQueue }: Services,
  say: (line: string) => void,
): () => Promise<void> {
  const abort = new AbortController()
  let hasFailed = false
  const again = async (what: string, start: () => Promise<unknown>) => {
    say(`${what} It is started again.`)
    await withLock(join(dataDir, 'lock'), start).catch((error) => {
      hasFailed = true
      say(String(error.message))
    })
  }
  const watch = async () => {
    for (let delayMs = POLL_INTERVAL_MS; !abort.signal.aborted; ) {
      hasFailed = false
      if (postgresFolder !== null && runningPostgres(postgresFolder) === null) {
        await again('The embedded Postgres died.', () => startPostgres(dataDir))
      }
      if (embeddedQueue && !queueServerRuns(dataDir)) {
        const lost = 'The embedded queue died, and what waited in its memory with it.'
        await again(lost, () => startQueueServer(dataDir))
      }
      for (const name of ['postgres', 'queue']) boundLog(dataDir, name)
      delayMs = hasFailed ? Math.min(MAX_DELAY_MS, delayMs * 2) : POLL_INTERVAL_MS
      await sleep(delayMs, undefined, { signal: abort.signal }).catch(() => {})
    }
  }
  const watching = watch()
  return () => {
    abort.abort()
    return watching
  }
}

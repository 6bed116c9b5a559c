import type pg from 'pg'
import { z } from 'zod'
import { connectionConfig } from '@/lib/db/connection-config'
import { GuardedClient } from '@/lib/db/guarded-client'
import { LEDGER_CHANNEL, type LedgerNotice } from '@/lib/db/ledger-channel'
import { databaseUrl } from '@/lib/env'
import { log } from '@/lib/log'

const notice = z.object({
  runId: z.int(),
  batchId: z.string().nullable(),
  stored: z.int(),
  sample: z.array(z.tuple([z.string(), z.number()])),
}) satisfies z.ZodType<LedgerNotice>

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 5_000

/**
 * Listens to the ledger on one connection of its own, and connects again when that breaks.
 * @param onNotice told of each committed batch or changed run; and of null when notices may have
 *   been missed.
 * @returns a function that ends it.
 */
export function listenToLedger(onNotice: (notice: LedgerNotice | null) => void): () => void {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let retryMs = FIRST_RETRY_MS
  let ended = false

  const connect = async () => {
    const next = new GuardedClient(connectionConfig(databaseUrl()))
    client = next
    let broken = false
    const onBreak = (error?: Error) => {
      if (broken || ended) return
      broken = true
      log.warn('live.listen-broken', { retryMs }, error)
      next.end().catch(() => undefined)
      timer = setTimeout(connect, retryMs)
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2)
    }
    next.on('error', onBreak).on('end', onBreak)
    next.on('notification', ({ payload }) => onNotice(parse(payload)))
    try {
      await next.connect()
      await next.query(`LISTEN ${LEDGER_CHANNEL}`)
      retryMs = FIRST_RETRY_MS
      onNotice(null)
    } catch (error) {
      onBreak(error as Error)
    }
  }
  void connect()
  return () => {
    ended = true
    clearTimeout(timer)
    client?.end().catch(() => undefined)
  }
}

function parse(payload = ''): LedgerNotice | null {
  try {
    return notice.parse(JSON.parse(payload))
  } catch {
    // Not ours, or of another version: what it would have told is read from the ledger.
    return null
  }
}

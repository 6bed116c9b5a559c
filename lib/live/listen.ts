import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { LEDGER_CHANNEL, type LedgerNotice } from '@/lib/db/ledger/ledger-channel'
import { sendLedgerEcho } from '@/lib/db/ledger/send-ledger-echo'
import { databaseUrl } from '@/lib/env'
import { withTimeout } from '@/lib/with-timeout'

export type Listener = {
  /** Whether it is told what others commit: sends itself a word over another connection. */
  hears: () => Promise<boolean>
  close: () => void
}

type Handlers = {
  /** Told of each committed batch or changed run; of null where it could not be read. */
  onNotice: (notice: LedgerNotice | null) => void
  /** Told once, when the connection breaks. */
  onBreak: (error?: Error) => void
}

const ANSWER_TIMEOUT_MS = 5_000
const ECHO_TIMEOUT_MS = 2_000

const notice = z.object({
  runId: z.int(),
  batchId: z.string().nullable(),
  stored: z.int(),
  sample: z.array(z.tuple([z.string(), z.number()])),
}) satisfies z.ZodType<LedgerNotice>
const echo = z.object({ echo: z.string() })

/**
 * Listens to the ledger on one connection of its own. That it listens does not yet say that it hears:
 * behind a transaction pooler no notification arrives, and a connection can die without a word.
 * @throws where there is no connection.
 */
export async function listenToLedger({ onNotice, onBreak }: Handlers): Promise<Listener> {
  const client = new GuardedClient(
    connectionConfig(databaseUrl(), { deadlineMs: ANSWER_TIMEOUT_MS }),
  )
  const echoes = new Map<string, () => void>()
  let listening = false
  let closed = false
  const close = () => {
    closed = true
    client.end().catch(() => undefined)
  }
  const onEnd = (error?: Error) => {
    if (closed || !listening) return
    close()
    onBreak(error)
  }
  client.on('error', onEnd).on('end', () => onEnd())
  client.on('notification', ({ payload }) => {
    const heard = parse(payload)
    if (heard !== null && 'echo' in heard) echoes.get(heard.echo)?.()
    else if (!closed) onNotice(heard)
  })
  try {
    await client.connect()
    const { rows } = await client.query(`SELECT ${LEDGER_CHANNEL} AS channel`)
    await client.query(`LISTEN ${client.escapeIdentifier(rows[0]?.channel ?? '')}`)
    listening = true
  } catch (error) {
    close()
    throw error
  }
  return { hears: () => hears(echoes), close }
}

async function hears(echoes: Map<string, () => void>): Promise<boolean> {
  const id = randomUUID()
  const heard = new Promise<void>((resolve) => echoes.set(id, resolve))
  try {
    await withTimeout(ECHO_TIMEOUT_MS, Promise.all([sendLedgerEcho(id), heard]))
    return true
  } catch {
    return false
  } finally {
    echoes.delete(id)
  }
}

function parse(payload = ''): LedgerNotice | z.infer<typeof echo> | null {
  try {
    return z.union([notice, echo]).parse(JSON.parse(payload))
  } catch {
    // Not ours, or of another version: what it would have told is read from the ledger.
    return null
  }
}

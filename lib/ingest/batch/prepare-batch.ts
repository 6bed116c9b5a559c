import type { PreparedBatch } from '@/lib/db/ledger/insert-messages'
import { parseLogins } from '@/lib/ingest/batch/parse-logins'
import type { MaskingTools } from '@/lib/keys/masking-tools'
import { maskLogins } from '@/lib/masking/mask-logins'
import { timed } from '@/lib/measure'
import type { QueueMessage } from '@/lib/queue/queue'
import { inSpan } from '@/lib/trace'

type Tools = Pick<MaskingTools, 'tokenKey' | 'sealerFor' | 'keysEpoch'>

/** Parses, masks and seals messages: what comes out has nothing left to hide. */
export async function prepareBatch(
  messages: readonly QueueMessage[],
  tools: Tools,
): Promise<PreparedBatch> {
  return timed('veilgate_prepare_seconds', NO_LABELS, () =>
    inSpan('prepare', {}, () => prepare(messages, tools)),
  )
}

const NO_LABELS = () => ({})

async function prepare(messages: readonly QueueMessage[], tools: Tools): Promise<PreparedBatch> {
  const { logins, rejected } = parseLogins(messages)
  // Taken together and before anything is awaited: a refresh replaces all three at once.
  const { tokenKey, sealerFor, keysEpoch } = tools
  const masked = maskLogins(tokenKey, logins)
  const sealer = await sealerFor(masked.originals.size + rejected.length)
  return {
    logins: masked.logins,
    known: 0,
    rejected: rejected.map(({ message, reasons, fieldNames }) => ({
      messageId: message.messageId,
      sentAt: message.sentAt,
      receiveCount: message.receiveCount,
      reasons,
      fieldNames,
      bodyBytes: Buffer.byteLength(message.body),
      sealed: sealer.sealBody(message.messageId, message.body),
    })),
    vault: Array.from(masked.originals, ([token, original]) => ({
      token,
      sealed: sealer.sealValue(token, original),
    })),
    dekId: sealer.dekId,
    deks: sealer.deks,
    keysEpoch,
  }
}

import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/client'
import { storeBatch } from '@/lib/db/ledger/store-batch'
import { keysEpoch, listActiveKeys } from '@/lib/db/vault/key-registry'
import type { MaskedLogin } from '@/lib/model/login'
import { insertRun } from '@/test/support/factories/runs'

/** A run to store logins in. */
export async function makeRun(): Promise<number> {
  return insertRun('running')
}

/**
 * Stores logins as a batch of the pipeline does.
 * @param dekId of the key that the batch is sealed with.
 */
export async function store(
  runId: number,
  logins: readonly MaskedLogin[],
  dekId = 'dek',
): Promise<void> {
  const run = await database().ingestRun.findUniqueOrThrow({
    where: { id: runId },
    select: { id: true, key: true },
  })
  const batch = {
    logins,
    rejected: [],
    vault: [],
    dekId,
    deks: [{ dekId, recipient: 'recipient', sealed: new Uint8Array([1]) }],
    keysEpoch: keysEpoch(await listActiveKeys()),
  }
  await storeBatch(batch, { key: randomUUID(), run, lane: 1, ageMs: 0 }, 20_000)
}

let made = 0

/** A login that was stored, but for what a test cares about. */
export function maskedLogin(part: Partial<MaskedLogin> = {}): MaskedLogin {
  made += 1
  const sentAt = part.sentAt ?? new Date('2026-11-21T10:00:00.000Z')
  return {
    messageId: `message-${process.pid}-${made}`,
    userId: 'user-1',
    deviceType: 'android',
    maskedIp: token('ip', 1),
    maskedDeviceId: token('device', 1),
    locale: 'DE',
    appVersion: 20300,
    appVersionText: '2.3.0',
    createDate: sentAt.toISOString().slice(0, 10),
    envelopeId: null,
    ...part,
    sentAt,
  }
}

/** A token of the right shape, the same for the same number. */
export function token(kind: 'ip' | 'device', number: number): string {
  const digits = Math.imul(number + 1, 0x9e3779b1) >>> 0
  const hex = digits.toString(16).padStart(8, '0')
  return `${kind === 'ip' ? 'ip1' : 'dv1'}_ada45f_${hex}${String(number).padStart(24, '0')}`
}

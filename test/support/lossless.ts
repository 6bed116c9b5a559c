import { expect } from 'vitest'
import { database } from '@/lib/db/client'
import type { RunSummary } from '@/lib/model/ledger'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { ledgerTotals, sendAll, usePipeline } from '@/test/support/pipeline'

export const COUNT = 4_000
export const VISIBILITY_TIMEOUT_SECONDS = 4
/** A tenth of them are to be rejected. */
export const logins = [...generateLogins({ count: COUNT, seed: 4, malformed: 0.1 })]

/** A queue that gives a message again after 4 seconds, however often. */
export function useImpatientQueue() {
  return usePipeline({
    visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
    maxReceiveCount: 1_000,
  })
}

export async function fill() {
  await sendAll(logins)
}

/** How many messages are rows or rejections. */
export async function kept(): Promise<number> {
  return (await database().userLogin.count()) + (await database().rejectedMessage.count())
}

/** Every message that was sent is a row or a rejection, once, and none is left on the queue. */
export async function expectNothingLost(services: ReturnType<typeof usePipeline>) {
  expect(await openQueue().depth()).toMatchObject({ visible: 0, inFlight: 0, deadLetter: 0 })
  expect(await kept()).toBe(COUNT)
  const both = await services.query(
    'SELECT 1 FROM user_logins JOIN rejected_messages USING (message_id)',
  )
  expect(both).toEqual([])
  const { stored, rejected } = await ledgerTotals()
  expect(stored + rejected).toBe(COUNT)
}

export function expectBalanced({ ledger }: RunSummary) {
  const { received, stored, duplicates, rejected, failed, balanced } = ledger
  expect(balanced).toBe(true)
  expect(received).toBe(stored + duplicates + rejected + failed)
}

import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { peekDeadLetters } from '@/lib/ingest/dead-letters/peek-dead-letters'
import { sampleFigures } from '@/lib/model/pipeline/dead-letters'
import { openQueue } from '@/lib/queue/open-queue'
import type { DeadLetterQueue } from '@/lib/queue/queue'
import { bodyWith, GOOD, sendAll, turn, usePipeline } from '@/test/support/pipeline'

const services = usePipeline({ maxReceiveCount: 1 })

/** A dead-letter queue that holds what waits on the queue, as it is received for a look. */
function holding(): Pick<DeadLetterQueue, 'peek'> {
  return { peek: () => openQueue().receive({ waitSeconds: 0 }) }
}

it('tells what becomes of each message, and nothing of what it says', async () => {
  await sendAll([bodyWith({ ip: 'no address 203.0.113.7' }), bodyWith({}), 'secret 203.0.113.9'])
  const { letters } = await peekDeadLetters(holding())
  expect(letters).toHaveLength(3)
  expect(letters.map(({ becomes, reasons }) => [becomes, reasons])).toEqual(
    expect.arrayContaining([
      ['login', []],
      ['no-login', [{ field: null, code: 'not-json' }]],
      ['no-login', [{ field: 'ip', code: 'not-an-ip' }]],
    ]),
  )
  const told = JSON.stringify(letters)
  for (const value of [...Object.values(GOOD), '203.0.113', 'secret'])
    expect(told).not.toContain(value)
  expect(sampleFigures(letters)).toMatchObject({ fates: { login: 1, 'no-login': 2, stored: 0 } })
})

it('finds those that are stored or rejected already, and why a delivery failed', async () => {
  await sendAll([bodyWith({}), '{}'])
  await turn()
  const stored = await database().userLogin.findFirstOrThrow()
  const rejected = await database().rejectedMessage.findFirstOrThrow()
  await services.query(`
    INSERT INTO failed_deliveries (message_id, sent_at, receive_count, run_id, error)
    SELECT message_id, sent_at, 3, run_id, 'The database went away' FROM user_logins`)
  const again = [stored, rejected].map(({ messageId, sentAt }, at) => ({
    messageId,
    sentAt,
    body: at === 0 ? bodyWith({}) : '{}',
    receiptHandle: '',
    receiveCount: 4,
    receivedAtMs: 0,
  }))
  const other = { ...again[0], sentAt: new Date(0) } as (typeof again)[0]
  const { letters } = await peekDeadLetters({ peek: async () => [...again, other] })
  const known = new Map(letters.map((letter) => [letter.messageId + letter.sentAt, letter]))
  const of = (one: (typeof again)[0] | undefined) =>
    known.get(`${one?.messageId}${one?.sentAt.toISOString()}`)
  expect(of(again[0])).toMatchObject({
    becomes: 'stored',
    receiveCount: 4,
    lastFailure: { error: 'The database went away', runId: stored.runId },
  })
  expect(of(again[1])).toMatchObject({ becomes: 'rejected', lastFailure: null })
  // An id alone is not enough: it is known by the time as well.
  expect(of(other)).toMatchObject({ becomes: 'login', lastFailure: null })
})

import { expect, it } from 'vitest'
import { openQueue } from '@/lib/queue/open-queue'
import { failureOf, reply, useQueueStub } from '@/test/support/fixtures/queue-stub'

const stub = useQueueStub()
const MIB = 1024 * 1024
const DAY_SECONDS = 86_400

/** As SQS says them: all of them text. */
function settings(change: Record<string, string | undefined> = {}) {
  const Attributes = {
    VisibilityTimeout: '30',
    MaximumMessageSize: '16384',
    MessageRetentionPeriod: String(4 * DAY_SECONDS),
    LastModifiedTimestamp: secondsAgo(5 * DAY_SECONDS),
    ...change,
  }
  stub.answer = reply(JSON.stringify({ Attributes }))
}

const secondsAgo = (seconds: number) => String(Math.floor(Date.now() / 1_000) - seconds)

it('knows how large a message can be, once all that were sent by other settings are gone', async () => {
  settings()
  expect(await openQueue().limits()).toEqual({
    visibilityTimeoutSeconds: 30,
    maxMessageBytes: 16_384,
  })
})

it.each([
  ['was changed since', { LastModifiedTimestamp: secondsAgo(3 * DAY_SECONDS) }],
  [
    'has not kept them for an hour more',
    { LastModifiedTimestamp: secondsAgo(4 * DAY_SECONDS + 900) },
  ],
  ['was changed by a clock ahead of ours', { LastModifiedTimestamp: secondsAgo(-60) }],
  ['does not say when it was changed', { LastModifiedTimestamp: undefined }],
  ['does not say for how long it keeps them', { MessageRetentionPeriod: undefined }],
  ['does not say what its maximum is', { MaximumMessageSize: undefined }],
  ['says no number', { MaximumMessageSize: 'plenty' }],
  ['says that there is none', { MaximumMessageSize: '0' }],
  ['says less than a queue can have', { MaximumMessageSize: '1023' }],
  ['says more than there can be', { MaximumMessageSize: '268435456' }],
])('takes a message to be as large as SQS allows where the queue %s', async (_, change) => {
  settings(change)
  expect(await openQueue().limits()).toMatchObject({ maxMessageBytes: MIB })
})

it('does not guess how long a message stays hidden', async () => {
  settings({ VisibilityTimeout: undefined })
  expect(await failureOf(openQueue().limits())).toMatchObject({ name: 'QueueFailure' })
})

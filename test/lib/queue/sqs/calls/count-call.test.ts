import { beforeEach, describe, expect, it } from 'vitest'
import { setMeter } from '@/lib/measure'
import { QueueFailure } from '@/lib/queue/queue-failure'
import { callQueue } from '@/lib/queue/sqs/calls/call-queue'
import { countCall } from '@/lib/queue/sqs/calls/count-call'

let counted: unknown[] = []
beforeEach(() => {
  counted = []
  setMeter({ count: (_name, labels) => void counted.push(labels), observe: () => undefined })
})

const failure = (code: string, status?: number, permanent = false) =>
  new QueueFailure('words', { code, status, permanent })

describe('a call to SQS', () => {
  it.each([
    ['ReceiveMessage', 'ok', 'ok'],
    ['ReceiveMessage', 'aborted', 'aborted'],
    ['DeleteMessageBatch', null, 'no-answer'],
    ['SendMessage', failure('ECONNREFUSED'), 'no-answer'],
    ['SendMessageBatch', failure('ThrottlingException', 400), 'throttled'],
    ['GetQueueUrl', failure('RequestThrottled', 403), 'throttled'],
    ['GetQueueAttributes', failure('AccessDenied', 403, true), 'refused'],
    ['ReceiveMessage', failure('InternalError', 500), 'failed'],
  ] as const)('%s is counted by its result', (action, how, result) => {
    countCall(action, how)
    expect(counted).toEqual([{ action, result }])
  })

  it('is counted as another where its action is not listed: names are no label of their own', () => {
    countCall('MadeUpAction', 'ok')
    expect(counted).toEqual([{ action: 'other', result: 'ok' }])
  })

  const place = { queue: 'q', host: 'h', region: 'r' }
  const never = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', reject, { once: true }))

  it('is counted once, however it ends', async () => {
    await callQueue('ReceiveMessage', place, async () => 1)
    await expect(
      callQueue('ReceiveMessage', { ...place, timeoutMs: 1 }, never),
    ).rejects.toBeInstanceOf(QueueFailure)
    const signal = AbortSignal.abort()
    await expect(callQueue('ReceiveMessage', { ...place, signal }, never)).rejects.toThrow()
    expect(counted).toEqual(
      ['ok', 'no-answer', 'aborted'].map((result) => ({ action: 'ReceiveMessage', result })),
    )
  })
})

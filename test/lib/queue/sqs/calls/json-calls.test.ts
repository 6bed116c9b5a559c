import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { HOUR_MS } from '@/lib/model/time/units'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'
import {
  receiveFailure,
  refusal,
  reply,
  useQueueAt,
  useQueueStub,
} from '@/test/support/fixtures/queue-stub'

const stub = useQueueStub()

const MESSAGE = JSON.stringify({
  Messages: [
    {
      MessageId: 'm1',
      ReceiptHandle: 'r1',
      Body: '{"ü":"\\u2028"}',
      Attributes: { SentTimestamp: '1700000000000', ApproximateReceiveCount: '2' },
    },
  ],
})

/** The requests that come while the stub answers by turns. */
function answersInTurn(...answers: (typeof stub.answer)[]): IncomingMessage[] {
  const asked: IncomingMessage[] = []
  stub.answer = (incoming, outgoing) => {
    asked.push(incoming)
    answers[Math.min(asked.length, answers.length) - 1]?.(incoming, outgoing)
  }
  return asked
}

/** When a request says that it was signed. */
const signedAtMs = ({ headers }: IncomingMessage) =>
  Date.parse(
    String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'),
  )

const isOfSdk = ({ headers }: IncomingMessage) => headers['amz-sdk-request'] !== undefined

describe('a call in plain JSON', () => {
  it('is answered by one request, signed, and read as the SDK reads it', async () => {
    const asked = answersInTurn(reply(MESSAGE))
    const plain = await openQueue().receive({ waitSeconds: 0 })
    expect(asked.map(isOfSdk)).toEqual([false])
    expect(asked[0]?.headers).toMatchObject({
      'x-amz-target': 'AmazonSQS.ReceiveMessage',
      'content-type': 'application/x-amz-json-1.0',
      authorization: expect.stringContaining('/eu-west-1/sqs/aws4_request'),
      'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
    })
    provideEnv({ VEILGATE_SQS_CALLS: 'sdk' })
    closeQueue()
    const asSdk = await openQueue().receive({ waitSeconds: 0 })
    provideEnv({ VEILGATE_SQS_CALLS: '' })
    expect(asked.map(isOfSdk)).toEqual([false, true])
    const withoutClock = { receivedAtMs: 0 }
    expect({ ...plain[0], ...withoutClock }).toEqual({ ...asSdk[0], ...withoutClock })
  })

  it.each([
    ['refuses', refusal('InternalError', 500)],
    ['says nothing that is JSON', reply('<html></html>')],
    ['is cut off', (_: IncomingMessage, outgoing: { destroy(): void }) => outgoing.destroy()],
  ])('goes through the SDK where the first answer %s', async (_, answer) => {
    const asked = answersInTurn(answer as typeof stub.answer, reply(MESSAGE))
    expect(await openQueue().receive({ waitSeconds: 0 })).toHaveLength(1)
    expect(asked.map(isOfSdk)).toEqual([false, true])
  })

  it('is signed by the server’s clock, once the SDK has learned of it', async () => {
    const aheadMs = 6 * HOUR_MS
    const date = new Date(Date.now() + aheadMs).toUTCString()
    const asked = answersInTurn(
      refusal('InternalError', 500),
      reply(MESSAGE, { date }),
      reply(MESSAGE),
    )
    for (let call = 0; call < 2; call += 1) await openQueue().receive({ waitSeconds: 0 })
    expect(asked.map(isOfSdk)).toEqual([false, true, false])
    expect(asked.map((one) => signedAtMs(one) - Date.now() > aheadMs / 2)).toEqual([
      false,
      false,
      true,
    ])
  })

  it.each(['', '/sqs', '/a/b/'])(
    'asks a server at the path "%s" as the SDK asks it',
    async (path) => {
      const { port } = stub.server.address() as AddressInfo
      useQueueAt(`http://127.0.0.1:${port}${path}`)
      const asked = answersInTurn(refusal('InternalError', 500), reply(MESSAGE))
      await openQueue().receive({ waitSeconds: 0 })
      expect(asked.map(isOfSdk)).toEqual([false, true])
      expect(asked[0]?.url).toBe(asked[1]?.url)
    },
  )

  it('lets a refusal stand for a moment before the SDK asks again', async () => {
    const askedAtMs: number[] = []
    const answers = [refusal('RequestThrottled'), reply(MESSAGE)]
    stub.answer = (incoming, outgoing) => {
      askedAtMs.push(performance.now())
      answers[askedAtMs.length - 1]?.(incoming, outgoing)
    }
    await openQueue().receive({ waitSeconds: 0 })
    const [first = 0, second = 0] = askedAtMs
    expect(second - first).toBeGreaterThan(90)
  })

  it('that was ended is not made again', async () => {
    const controller = new AbortController()
    const asked = answersInTurn(() => controller.abort())
    expect(await openQueue().receive({ waitSeconds: 5, signal: controller.signal })).toEqual([])
    expect(asked).toHaveLength(1)
  })

  it.each([
    [0, 'was asked for'],
    [1, 'was handed out'],
  ])(
    'that waits %i s counts how long a message stays hidden from when it %s',
    async (waitSeconds) => {
      let answeredAtMs = 0
      stub.answer = (incoming, outgoing) => {
        answeredAtMs = performance.now()
        reply(MESSAGE)(incoming, outgoing)
      }
      const [message] = await openQueue().receive({ waitSeconds })
      expect((message?.receivedAtMs ?? 0) > answeredAtMs).toBe(waitSeconds > 0)
    },
  )

  it('takes a list of messages that is null for an empty one', async () => {
    const asked = answersInTurn(reply('{"Messages":null}'))
    expect(await openQueue().receive({ waitSeconds: 0 })).toEqual([])
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['no attributes', null],
    ['no time', { SentTimestamp: null }],
    ['a time in microseconds', { SentTimestamp: '1700000000000000' }],
    ['a time that is none', { SentTimestamp: 'now' }],
  ])('fails where a message has %s', async (_, Attributes) => {
    const message = { MessageId: 'm', ReceiptHandle: 'r', Body: '{}', Attributes }
    stub.answer = reply(JSON.stringify({ Messages: [message] }))
    expect(await receiveFailure()).toMatchObject({ code: 'IncompleteMessage' })
  })

  it.each([
    ['a body that is no text', { MessageId: 'm', ReceiptHandle: 'r', Body: 7 }],
    ['no receipt handle', { MessageId: 'm', Body: '{}' }],
  ])('fails where a message has %s', async (_, message) => {
    const whole = { ...message, Attributes: { SentTimestamp: '1700000000000' } }
    stub.answer = reply(JSON.stringify({ Messages: [whole] }))
    expect(await receiveFailure()).toMatchObject({ code: 'IncompleteMessage' })
  })
})

import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openQueue } from '@/lib/queue/open-queue'
import { siblingUrl } from '@/lib/queue/sqs/find-dead-letters'
import { failureOf, useQueueStub } from '@/test/support/fixtures/queue-stub'

const ACCOUNT = 'https://sqs.eu-west-1.amazonaws.com/123456789012'
const ARN = 'arn:aws:sqs:eu-west-1:123456789012'
const stub = useQueueStub()

type Asked = Record<string, unknown>
/** What the server answers to each action; a text is the code of a refusal. */
let answers: Record<string, (asked: Asked) => object | string | Promise<never>> = {}
let calls: { action: string; asked: Asked }[] = []

const asked = (action: string) => calls.filter((call) => call.action === action).map((c) => c.asked)

const USUAL: typeof answers = {
  GetQueueAttributes: () => ({
    Attributes: {
      QueueArn: `${ARN}:logins`,
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${ARN}:dead`, maxReceiveCount: 3 }),
      MessageRetentionPeriod: '1209600',
    },
  }),
  GetQueueUrl: () => ({ QueueUrl: `${ACCOUNT}/dead` }),
}

beforeEach(() => {
  calls = []
  answers = { ...USUAL }
  stub.server.removeAllListeners('request')
  stub.server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    let body = ''
    incoming.on('data', (chunk) => {
      body += chunk
    })
    incoming.on('end', async () => {
      const action = String(incoming.headers['x-amz-target']).split('.')[1] ?? ''
      const call = { action, asked: JSON.parse(body) as Asked }
      calls.push(call)
      const answer = (await answers[action]?.(call.asked)) ?? 'InvalidAction'
      const isRefusal = typeof answer === 'string'
      outgoing.writeHead(isRefusal ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' })
      outgoing.end(JSON.stringify(isRefusal ? { __type: `com.amazonaws.sqs#${answer}` } : answer))
    })
  })
})

async function deadLetters() {
  const found = await openQueue().deadLetters()
  if (found === null) throw new Error('There is one.')
  return found
}

const message = (id: string, source?: string) => ({
  MessageId: id,
  ReceiptHandle: `handle ${id}`,
  Body: '{}',
  Attributes: {
    SentTimestamp: '1764160000000',
    ApproximateReceiveCount: '4',
    ...(source === undefined ? {} : { DeadLetterQueueSourceArn: `${ARN}:${source}` }),
  },
})

describe('the dead-letter queue', () => {
  it('is found from the redrive policy, and asked for by its owner', async () => {
    const found = await deadLetters()
    expect([found.name, found.url]).toEqual(['dead', `${ACCOUNT}/dead`])
    expect(asked('GetQueueUrl')).toEqual([
      { QueueName: 'dead', QueueOwnerAWSAccountId: '123456789012' },
    ])
  })

  it('is found by the form of our queue’s address where asking for it is denied', async () => {
    answers.GetQueueUrl = () => 'AccessDenied'
    expect((await deadLetters()).url).toBe(`${ACCOUNT}/dead`)
    answers.GetQueueUrl = () => 'QueueDoesNotExist'
    expect(await failureOf(deadLetters())).toMatchObject({ code: 'QueueDoesNotExist' })
  })

  it.each([
    [`${ACCOUNT}/logins`, `https://sqs.eu-west-1.amazonaws.com/210987654321/dead`],
    ['http://127.0.0.1:9324/queue/logins', 'http://127.0.0.1:9324/queue/dead'],
    ['http://127.0.0.1:4566/000000000000/logins', 'http://127.0.0.1:4566/210987654321/dead'],
  ])('of %s may be %s', (url, sibling) => {
    expect(siblingUrl(url, '210987654321', 'dead')).toBe(sibling)
  })

  it.each(['', 'no JSON', '{}', '{"deadLetterTargetArn":7}', '{"deadLetterTargetArn":"x"}'])(
    'is none where the redrive policy is “%s”',
    async (RedrivePolicy) => {
      answers.GetQueueAttributes = () => ({ Attributes: { RedrivePolicy } })
      expect(await openQueue().deadLetters()).toBeNull()
    },
  )

  it('hands out what came from our queue, or may have, and nothing of others', async () => {
    answers.ReceiveMessage = () => ({
      Messages: [message('a', 'logins'), message('b', 'payments'), message('c')],
    })
    const received = await (await deadLetters()).receive({ waitSeconds: 0 })
    expect(received.map(({ messageId }) => messageId)).toEqual(['a', 'c'])
    expect(asked('ReceiveMessage')).toMatchObject([
      { QueueUrl: `${ACCOUNT}/dead`, AttributeNames: ['All'] },
    ])
  })

  it('may hold messages as large as SQS allows, whatever its own settings say', async () => {
    const Attributes = {
      VisibilityTimeout: '40',
      MaximumMessageSize: '16384',
      MessageRetentionPeriod: '60',
      LastModifiedTimestamp: '1700000000',
    }
    const { limits } = await deadLetters()
    answers.GetQueueAttributes = () => ({ Attributes })
    expect(await limits()).toEqual({ visibilityTimeoutSeconds: 40, maxMessageBytes: 1024 * 1024 })
  })

  it('that does not answer holds the counts of our queue up for three seconds', async () => {
    const { GetQueueAttributes } = answers
    answers.GetQueueAttributes = (call) => {
      if (call.QueueUrl === `${ACCOUNT}/dead`) return new Promise<never>(() => undefined)
      const usual = GetQueueAttributes?.(call) as { Attributes: object } | undefined
      const counts = {
        ApproximateNumberOfMessages: '7',
        ApproximateNumberOfMessagesNotVisible: '2',
      }
      return { Attributes: { ...usual?.Attributes, ...counts } }
    }
    const wait = vi.spyOn(globalThis, 'setTimeout')
    expect(await openQueue().depth()).toMatchObject({
      visible: 7,
      deadLetter: null,
      deadLetterFailure: expect.stringContaining('did not answer GetQueueAttributes within 3 s'),
    })
    // The usual ten seconds are for the call to our own queue.
    const isUsual = ([, delayMs]: Parameters<typeof setTimeout>) => delayMs === 10_000
    expect(wait.mock.calls.filter(isUsual)).toHaveLength(1)
    wait.mockRestore()
  })

  it('is looked at with a short timeout, and without deleting anything', async () => {
    let receives = 0
    answers.ReceiveMessage = () => {
      receives += 1
      return { Messages: receives < 3 ? [message('a'), message(String(receives))] : [message('a')] }
    }
    const peeked = await (await deadLetters()).peek(50)
    expect(peeked.map(({ messageId }) => messageId)).toEqual(['a', '1', '2'])
    expect(asked('ReceiveMessage').map((each) => each.VisibilityTimeout)).toEqual([3, 3, 3])
    expect(asked('DeleteMessageBatch')).toEqual([])
  })

  it('is looked at beyond what came from other queues, but not for ever', async () => {
    let receives = 0
    answers.ReceiveMessage = () => {
      receives += 1
      if (receives === 3) return { Messages: [message('a', 'logins'), message('b', 'payments')] }
      return { Messages: receives < 3 ? [message(`other ${receives}`, 'payments')] : [] }
    }
    const peeked = await (await deadLetters()).peek(50)
    expect(peeked.map(({ messageId }) => messageId)).toEqual(['a'])
    const ten = Array.from({ length: 10 }, (_, at) => message(`other ${at}`, 'payments'))
    answers.ReceiveMessage = () => ({ Messages: ten })
    expect(await (await deadLetters()).peek(50)).toEqual([])
    expect(asked('ReceiveMessage').length).toBeLessThan(50)
  })

  it('is told which other queues it serves, and of none where that is not told', async () => {
    expect(await (await deadLetters()).place()).toEqual({
      name: 'dead',
      retentionSeconds: 1_209_600,
      otherSources: null,
    })
    answers.ListDeadLetterSourceQueues = () => ({
      queueUrls: [`${ACCOUNT}/logins`, `${ACCOUNT}/payments`],
    })
    expect((await (await deadLetters()).place()).otherSources).toEqual(['payments'])
  })

  it('is purged by its own address', async () => {
    answers.PurgeQueue = () => ({})
    await (await deadLetters()).purge()
    expect(asked('PurgeQueue')).toEqual([{ QueueUrl: `${ACCOUNT}/dead` }])
    answers.PurgeQueue = () => 'PurgeQueueInProgress'
    const failure = await failureOf((await deadLetters()).purge())
    expect(failure.message).toContain('is being purged already')
  })
})

describe('moves of the server', () => {
  it('are started from the dead-letter queue’s ARN, with a rate where one is asked for', async () => {
    answers.StartMessageMoveTask = () => ({ TaskHandle: 'handle' })
    const { startMove } = await deadLetters()
    await startMove(25)
    await startMove(null)
    expect(asked('StartMessageMoveTask')).toEqual([
      { SourceArn: `${ARN}:dead`, MaxNumberOfMessagesPerSecond: 25 },
      { SourceArn: `${ARN}:dead` },
    ])
  })

  it('are listed with how far they are, those that have ended without a handle', async () => {
    answers.ListMessageMoveTasks = () => ({
      Results: [
        {
          TaskHandle: 'handle',
          Status: 'RUNNING',
          ApproximateNumberOfMessagesMoved: 120,
          ApproximateNumberOfMessagesToMove: 500,
          MaxNumberOfMessagesPerSecond: 25,
          StartedTimestamp: 1_764_160_000_000,
        },
        { Status: 'FAILED', ApproximateNumberOfMessagesMoved: 3, FailureReason: 'AccessDenied' },
      ],
    })
    expect(await (await deadLetters()).listMoves()).toEqual([
      {
        handle: 'handle',
        state: 'running',
        moved: 120,
        toMove: 500,
        maxPerSecond: 25,
        failure: null,
        startedAt: '2025-11-26T12:26:40.000Z',
      },
      {
        handle: null,
        state: 'failed',
        moved: 3,
        toMove: null,
        maxPerSecond: null,
        failure: 'AccessDenied',
        startedAt: null,
      },
    ])
    answers.CancelMessageMoveTask = () => ({})
    await (await deadLetters()).cancelMove('handle')
    expect(asked('CancelMessageMoveTask')).toEqual([{ TaskHandle: 'handle' }])
  })

  it('are under way where the server says what is not known here: none is begun beside them', async () => {
    answers.ListMessageMoveTasks = () => ({ Results: [{ Status: 'PAUSED' }, {}] })
    const moves = await (await deadLetters()).listMoves()
    expect(moves?.map(({ state }) => state)).toEqual(['running', 'running'])
  })

  it('are unknown to some servers, which is no failure; a denial is one', async () => {
    for (const code of ['InvalidAction', 'UnsupportedOperation', 'UnknownOperationException']) {
      answers.ListMessageMoveTasks = () => code
      expect(await (await deadLetters()).listMoves()).toBeNull()
    }
    answers.ListMessageMoveTasks = () => 'AccessDenied'
    const failure = await failureOf((await deadLetters()).listMoves())
    expect(failure.message).toContain('sqs:ListMessageMoveTasks')
  })
})

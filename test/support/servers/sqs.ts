import { randomBytes } from 'node:crypto'

/** A queue of the test server, spoken to past our own code. */
export type TestQueue = {
  name: string
  url: string
  deadLetterUrl: string
  /** Sends bodies, byte for byte. @returns their message ids, in order. */
  send(bodies: string[], delaySeconds?: number): Promise<string[]>
  /** Messages that can be received now, received for real: they are in flight afterwards. */
  receiveAll(url?: string): Promise<{ messageId: string; body: string; receiptHandle: string }[]>
  depth(url?: string): Promise<{ visible: number; inFlight: number; delayed: number }>
  /** One call of the SQS API, in its JSON protocol. */
  call(action: string, body: object): Promise<Record<string, unknown>>
}

/** Where an SQS server is: a port of this machine, or an address. */
type ServerAt = number | string

/** Makes a queue and its dead-letter queue. */
export async function createQueue(
  at: ServerAt,
  options: { name?: string; visibilityTimeoutSeconds?: number; maxReceiveCount?: number } = {},
): Promise<TestQueue> {
  const name = options.name ?? `logins-${randomBytes(6).toString('hex')}`
  const call = (action: string, body: object) => callSqs(at, action, body)
  const { QueueUrl: deadLetterUrl } = await call('CreateQueue', { QueueName: `${name}-dead` })
  const { QueueUrl: url } = await call('CreateQueue', {
    QueueName: name,
    Attributes: {
      VisibilityTimeout: String(options.visibilityTimeoutSeconds ?? 30),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${name}-dead`,
        maxReceiveCount: options.maxReceiveCount ?? 5,
      }),
    },
  })
  return queueAt(at, { name, url: url as string, deadLetterUrl: deadLetterUrl as string })
}

/** A queue that is there. */
export function queueAt(
  at: ServerAt,
  { name, url: here, deadLetterUrl }: Pick<TestQueue, 'name' | 'url' | 'deadLetterUrl'>,
): TestQueue {
  const call = (action: string, body: object) => callSqs(at, action, body)
  return {
    name,
    url: here,
    deadLetterUrl,
    call,
    send: async (bodies, delaySeconds) => {
      const ids: string[] = []
      for (let next = 0; next < bodies.length; next += 10) {
        const Entries = bodies.slice(next, next + 10).map((MessageBody, index) => ({
          Id: String(index),
          MessageBody,
          ...(delaySeconds ? { DelaySeconds: delaySeconds } : {}),
        }))
        const sent = await call('SendMessageBatch', { QueueUrl: here, Entries })
        if ((sent.Failed as unknown[] | undefined)?.length)
          throw new Error('A message was refused.')
        ids.push(...(sent.Successful as { MessageId: string }[]).map((entry) => entry.MessageId))
      }
      return ids
    },
    receiveAll: async (from = here) => {
      const all: { messageId: string; body: string; receiptHandle: string }[] = []
      for (;;) {
        const { Messages } = await call('ReceiveMessage', {
          QueueUrl: from,
          MaxNumberOfMessages: 10,
          AttributeNames: ['All'],
        })
        const messages = (Messages ?? []) as {
          MessageId: string
          Body: string
          ReceiptHandle: string
        }[]
        if (messages.length === 0) return all
        for (const { MessageId, Body, ReceiptHandle } of messages) {
          all.push({ messageId: MessageId, body: Body, receiptHandle: ReceiptHandle })
        }
      }
    },
    depth: async (of = here) => {
      const { Attributes } = await call('GetQueueAttributes', {
        QueueUrl: of,
        AttributeNames: ['All'],
      })
      const attributes = Attributes as Record<string, string>
      return {
        visible: Number(attributes.ApproximateNumberOfMessages),
        inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible),
        delayed: Number(attributes.ApproximateNumberOfMessagesDelayed),
      }
    },
  }
}

/** Deletes both queues of a test. */
export async function deleteQueue(queue: TestQueue) {
  const remove = (QueueUrl: string) => queue.call('DeleteQueue', { QueueUrl })
  // Over a test of more than a minute the server may close an idle connection just as it is used again.
  await remove(queue.url).catch(() => remove(queue.url))
  await remove(queue.deadLetterUrl)
}

async function callSqs(at: ServerAt, action: string, body: object) {
  const response = await fetch(typeof at === 'number' ? `http://127.0.0.1:${at}/` : at, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${action}: ${response.status} ${text}`)
  return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateLogins } from '@/lib/sample/generate-logins'
import { sendToEmbedded } from '../../support/programs/send-to-embedded'
import { consoleUnderTest } from './console-under-test'

/** The same logins at each run of the tests: none of them fails by chance. */
let seed = 0

/** Sends generated logins to the embedded queue of the console under test, past the console. */
export async function sendLogins(count: number, malformed = 0, sharedDevices = 0) {
  seed += 1
  await sendBodies([...generateLogins({ count, seed, malformed, sharedDevices })])
}

/** Sends messages as they are, byte for byte. */
export function sendBodies(bodies: string[]): Promise<void> {
  return sendToEmbedded(consoleUnderTest().dataDir, bodies)
}

/** Puts messages into the embedded dead-letter queue, as if the queue had moved them there. */
export async function sendDeadLetters(bodies: string[]): Promise<void> {
  for (let at = 0; at < bodies.length; at += 10) {
    const Entries = bodies
      .slice(at, at + 10)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }))
    await callDeadLetterQueue('SendMessageBatch', { Entries })
  }
}

/** How many dead letters there are, those in flight among them. */
export async function deadLetterDepth(): Promise<number> {
  const { Attributes } = await callDeadLetterQueue('GetQueueAttributes', {
    AttributeNames: ['All'],
  })
  const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: inFlight } =
    Attributes as Record<string, string>
  return Number(visible) + Number(inFlight)
}

/** Throws away what waits on the embedded queue, where draining it would show nothing more. */
export async function emptyQueue(): Promise<void> {
  await callQueue('logins', 'PurgeQueue', {})
}

/** The same of the dead letters. */
export async function emptyDeadLetterQueue(): Promise<void> {
  await callDeadLetterQueue('PurgeQueue', {})
}

function callDeadLetterQueue(action: string, request: object): Promise<Record<string, unknown>> {
  return callQueue('logins-dead-letter', action, request)
}

async function callQueue(
  name: string,
  action: string,
  request: object,
): Promise<Record<string, unknown>> {
  const { port } = JSON.parse(readFileSync(join(consoleUnderTest().dataDir, 'queue.json'), 'utf8'))
  const QueueUrl = `http://127.0.0.1:${port}/000000000000/${name}`
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
    },
    body: JSON.stringify({ QueueUrl, ...request }),
  })
  if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`)
  // A purge is answered by nothing.
  const text = await response.text()
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
}

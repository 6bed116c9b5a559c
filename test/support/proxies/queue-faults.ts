import { setTimeout as sleep } from 'node:timers/promises'
import { pick, type Random } from '@/lib/sample/random'
import type { QueueAnswer, QueueCall, QueueFault } from '@/test/support/proxies/queue-fault-proxy'

/** What an SQS server, or whatever stands before it, can answer instead of the truth. */
export const QUEUE_FAULTS = {
  'answer 500': refusal(500, 'InternalFailure', 'We encountered an internal error.'),
  'answer 503': refusal(503, 'ServiceUnavailable', 'The service cannot be reached.'),
  throttle: refusal(400, 'RequestThrottled', 'Request is throttled.'),
  'expired token': refusal(403, 'ExpiredTokenException', 'The security token is expired.'),
  'access denied': refusal(400, 'AccessDeniedException', 'Access to the resource is denied.'),
  'no such queue': refusal(400, 'QueueDoesNotExist', 'The specified queue does not exist.'),
  'reset before': ({ response }) => response.socket?.resetAndDestroy(),
  'reset after': async ({ forward, response }) => {
    await forward()
    response.socket?.resetAndDestroy()
  },
  'hang before headers': () => {},
  'hang after the work': ({ forward }) => forward(),
  'hang in the body': async ({ forward, response }) => {
    const { status, headers, text } = await forward()
    const length = String(Buffer.byteLength(text))
    response.writeHead(status, { ...headers, 'content-length': length }).write(half(text))
  },
  'truncated JSON': changed((answer) => ({ ...answer, text: half(answer.text) })),
  'garbled JSON': changed((answer) => ({ ...answer, text: answer.text.replaceAll('":', '"=') })),
  'HTML answer': changed(() => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    text: '<html><body>Please sign in to the network.</body></html>',
  })),
  'wrong content length': async ({ forward, response }) => {
    const { status, headers, text } = await forward()
    const length = String(Buffer.byteLength(text) + 100)
    response.writeHead(status, { ...headers, 'content-length': length })
    response.write(text, () => response.socket?.end())
  },
  'slow drip': async ({ forward, response }) => {
    const { status, headers, text } = await forward()
    response.writeHead(status, headers)
    for (const letter of text) {
      if (response.destroyed) return
      response.write(letter)
      await sleep(200)
    }
    response.end()
  },
  'half of a batch': async (call) => {
    const [taken, refused] = halves(call)
    if (taken.length === 0) return call.send(deletion([], refused, 'InternalError'))
    const { Successful = [] } = JSON.parse((await call.forward({ Entries: taken })).text)
    call.send(deletion(Successful, refused, 'InternalError'))
  },
  'lying delete': (call) => call.send(deletion(entriesOf(call), [])),
  'invalid receipt handle': (call) =>
    call.send(deletion([], entriesOf(call), 'ReceiptHandleIsInvalid')),
  // The SDK signs with a corrected clock once an answer tells it the time.
  'clock an hour off': async (call) => {
    const nowMs = Date.now() + 3_600_000
    const date = new Date(nowMs).toUTCString()
    const isSkewed = Math.abs(call.signedAtMs - nowMs) > 300_000
    const answer = isSkewed
      ? errorAnswer(403, 'RequestTimeTooSkewed', 'The request time is too far off.')
      : await call.forward()
    call.send({ ...answer, headers: { ...answer.headers, date } })
  },
  'latency of 200 ms': async ({ forward, send }) => {
    await sleep(200)
    send(await forward())
  },
} satisfies Record<string, QueueFault>

/** Delivers each message five times, in any order. A fault with a memory: one for each use. */
export function fiveDeliveries(): QueueFault {
  const waiting: object[] = []
  return async ({ forward, send, random }) => {
    const answer = await forward(waiting.length > 0 ? { WaitTimeSeconds: 0 } : {})
    for (const message of JSON.parse(answer.text || '{}').Messages ?? []) {
      for (let copy = 0; copy < 5; copy += 1) waiting.push(message)
    }
    const Messages = takeAny(waiting, 10, random)
    send({ ...answer, text: JSON.stringify(Messages.length > 0 ? { Messages } : {}) })
  }
}

function refusal(status: number, code: string, message: string): QueueFault {
  return ({ send }) => send(errorAnswer(status, code, message))
}

function errorAnswer(status: number, code: string, message: string): QueueAnswer {
  const kind = status < 500 ? 'Sender' : 'Receiver'
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-query-error': `${code};${kind}`,
  }
  return { status, headers, text: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }) }
}

function changed(change: (answer: QueueAnswer) => QueueAnswer): QueueFault {
  return async ({ forward, send }) => send(change(await forward()))
}

function half(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2))
}

type Entry = { Id: string }

function entriesOf({ request }: QueueCall): Entry[] {
  return (request.Entries ?? []) as Entry[]
}

function halves(call: QueueCall): [Entry[], Entry[]] {
  const taken = entriesOf(call).filter(() => call.random() < 0.5)
  return [taken, entriesOf(call).filter((entry) => !taken.includes(entry))]
}

function deletion(successful: Entry[], refused: Entry[], Code = ''): QueueAnswer {
  const Failed = refused.map(({ Id }) => ({ Id, Code, SenderFault: Code !== 'InternalError' }))
  const text = JSON.stringify({ Successful: successful.map(({ Id }) => ({ Id })), Failed })
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, text }
}

function takeAny<T>(from: T[], count: number, random: Random): T[] {
  const taken: T[] = []
  while (taken.length < count && from.length > 0) {
    const next = pick(random, from)
    from.splice(from.indexOf(next), 1)
    taken.push(next)
  }
  return taken
}

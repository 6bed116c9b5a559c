import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { env, provideEnv } from '@/lib/env'
import { closeQueue } from '@/lib/queue/open-queue'

/**
 * What becomes of a call: its answer is lost in a gateway or with the connection, cut off in its
 * middle, or held back for ever, after the queue has done what it was asked; or it is denied, and
 * the queue is not asked at all.
 */
type Fault = 'gateway' | 'cut' | 'truncate' | 'hang' | 'deny'

/** A way to the queue's server that can be cut, and that can spoil single calls. */
export type QueueProxy = {
  cut(): void
  mend(): Promise<void>
  /** Spoils so many of the next calls of an action (by default one of any), then no more. */
  spoil(fault: Fault, options?: { action?: string; times?: number }): void
  /** How many calls came. */
  calls(): number
  close(): void
}

type Plan = { fault: Fault; action: string | undefined; left: number }

/** Puts a proxy between this process and the queue's server. */
export async function proxyQueue(): Promise<QueueProxy> {
  const target = new URL(env().AWS_ENDPOINT_URL_SQS ?? '')
  const plans: Plan[] = []
  let calls = 0
  const onCall = () => {
    calls += 1
  }
  let server = await listen(target, 0, plans, onCall)
  const { port } = server.address() as AddressInfo
  provideEnv({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}` })
  closeQueue()
  const cut = () => {
    server.close()
    server.closeAllConnections()
  }
  return {
    cut,
    mend: async () => {
      server = await listen(target, port, plans, onCall)
    },
    calls: () => calls,
    spoil: (fault, { action, times = 1 } = {}) => {
      plans.push({ fault, action, left: times })
    },
    close: () => {
      cut()
      provideEnv({ AWS_ENDPOINT_URL_SQS: target.origin })
      closeQueue()
    },
  }
}

async function listen(
  target: URL,
  port: number,
  plans: Plan[],
  onCall: () => void,
): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    onCall()
    const fault = takeFault(plans, incoming)
    if (fault === 'deny') return deny(incoming, outgoing)
    const { method, url: path, headers } = incoming
    const options = { host: target.hostname, port: target.port, method, path }
    const onward = request({ ...options, headers: { ...headers, host: target.host } }, (answer) => {
      if (fault === undefined) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      } else {
        spoil(fault, answer, outgoing)
      }
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return server
}

function takeFault(plans: Plan[], { headers }: IncomingMessage): Fault | undefined {
  const action = String(headers['x-amz-target'] ?? '').split('.')[1]
  const plan = plans.find((one) => one.left > 0 && (one.action ?? action) === action)
  if (plan === undefined) return undefined
  plan.left -= 1
  return plan.fault
}

function deny(incoming: IncomingMessage, outgoing: ServerResponse) {
  incoming.resume().on('end', () => {
    outgoing.writeHead(400, {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-query-error': 'AccessDenied;Sender',
    })
    outgoing.end('{"__type":"com.amazonaws.sqs#AccessDeniedException","message":"no"}')
  })
}

function spoil(fault: Fault, answer: IncomingMessage, outgoing: ServerResponse) {
  const chunks: Buffer[] = []
  answer.on('data', (chunk: Buffer) => chunks.push(chunk))
  answer.on('end', () => {
    const body = Buffer.concat(chunks)
    if (fault === 'cut') outgoing.destroy()
    if (fault === 'gateway') outgoing.writeHead(504).end()
    if (fault === 'truncate') {
      const { 'content-length': _, ...headers } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 200, headers)
      outgoing.end(body.subarray(0, Math.ceil(body.length / 2)))
    }
  })
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach } from 'vitest'
import { provideEnv } from '@/lib/env'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'
import type { QueueFailure } from '@/lib/queue/queue-failure'

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => void

export type QueueStub = {
  server: Server
  /** Of every request, called once it has come whole. */
  answer: Answer
}

/** Brings, for each test, a server in the queue's place that answers as the test says. */
export function useQueueStub(): QueueStub {
  const stub: QueueStub = { server: createServer(), answer: () => undefined }
  beforeEach(async () => {
    stub.server = createServer((incoming, outgoing) => {
      incoming.resume().on('end', () => stub.answer(incoming, outgoing))
    })
    await new Promise<void>((done) => stub.server.listen(0, '127.0.0.1', done))
    const { port } = stub.server.address() as AddressInfo
    useQueueAt(`http://127.0.0.1:${port}`)
  })
  afterEach(() => {
    closeQueue()
    stub.server.close()
    stub.server.closeAllConnections()
    provideEnv({ AWS_SESSION_TOKEN: '', AWS_ENDPOINT_URL_SQS: '', SQS_QUEUE_URL: '' })
  })
  return stub
}

export function useQueueAt(endpoint: string) {
  provideEnv({
    SQS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/logins/\n',
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test\n',
    AWS_SECRET_ACCESS_KEY: 'test\r\n',
  })
  closeQueue()
}

/** The failure that a call has to end in. */
export async function failureOf(call: Promise<unknown>): Promise<QueueFailure> {
  return call.then(
    () => {
      throw new Error('It did not fail')
    },
    (error) => error,
  )
}

/** The failure that receiving has to end in. */
export async function receiveFailure(): Promise<QueueFailure> {
  return failureOf(openQueue().receive({ waitSeconds: 0 }))
}

/** An error of SQS's own kind. */
export function refusal(code: string, status = 400): Answer {
  return (_, outgoing) => {
    outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
    outgoing.end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: 'no' }))
  }
}

/** Any answer. */
export function reply(body: string, headers: Record<string, string> = {}, status = 200): Answer {
  return (_, outgoing) => {
    outgoing.writeHead(status, headers)
    outgoing.end(body)
  }
}

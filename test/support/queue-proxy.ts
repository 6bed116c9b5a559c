import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { env, provideEnv } from '@/lib/env'
import { closeQueue } from '@/lib/queue/queue'

/** A way to the queue's server that can be cut. */
export type QueueProxy = {
  cut(): void
  mend(): Promise<void>
  /** Passes the next call on, and answers as a gateway that lost its answer, or not at all. */
  loseAnswer(how: 'gateway' | 'cut'): void
  /** Answers nothing any more, and cuts nothing. */
  hang(): void
  /** How many calls came. */
  calls(): number
  close(): void
}

type Losing = { next?: 'gateway' | 'cut'; hangs?: boolean; calls: number }

/** Puts a proxy between this process and the queue's server. */
export async function proxyQueue(): Promise<QueueProxy> {
  const target = new URL(env().AWS_ENDPOINT_URL_SQS ?? '')
  const losing: Losing = { calls: 0 }
  let server = await listen(target, 0, losing)
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
      server = await listen(target, port, losing)
    },
    loseAnswer: (how) => {
      losing.next = how
    },
    calls: () => losing.calls,
    hang: () => {
      losing.hangs = true
    },
    close: () => {
      cut()
      provideEnv({ AWS_ENDPOINT_URL_SQS: target.origin })
      closeQueue()
    },
  }
}

async function listen(target: URL, port: number, losing: Losing): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    losing.calls += 1
    if (losing.hangs) return
    const { method, url: path, headers } = incoming
    const options = { host: target.hostname, port: target.port, method, path }
    const onward = request({ ...options, headers: { ...headers, host: target.host } }, (answer) => {
      const how = losing.next
      losing.next = undefined
      if (how !== undefined) {
        answer.resume().on('end', () => {
          if (how === 'cut') outgoing.destroy()
          else outgoing.writeHead(504).end()
        })
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return server
}

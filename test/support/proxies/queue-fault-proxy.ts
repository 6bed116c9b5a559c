import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Random } from '@/lib/sample/random'

export type QueueAnswer = { status: number; headers: Record<string, string>; text: string }

/** One call of the SQS API on its way through the proxy. */
export type QueueCall = {
  /** `ReceiveMessage`, `DeleteMessageBatch` … */
  action: string
  request: Record<string, unknown>
  /** Whether the SDK makes it, which names itself; plain calls do not. */
  isOfSdk: boolean
  /** When the caller says it is, by the date it signed. */
  signedAtMs: number
  random: Random
  /** Passes the call on, changed if told so. @throws where the caller has gone meanwhile. */
  forward(change?: object): Promise<QueueAnswer>
  /** Where the answer goes; a fault that never touches it hangs. */
  response: ServerResponse
  send(answer: QueueAnswer): void
}

/** What becomes of a call instead of an honest answer. */
export type QueueFault = (call: QueueCall) => unknown

export type QueueRule = {
  fault: QueueFault
  /** The actions that it strikes; all where none are given. */
  actions?: readonly string[]
  /** How often it strikes, 0 to 1; always where none is given. */
  chance?: number
}

/** A way to an SQS server that fails as it is told. */
export type QueueFaultProxy = {
  url: string
  /** Lets calls fail by these rules, the first that strikes; @returns what ends it and says how many did. */
  inject(...rules: QueueRule[]): () => number
  /** Refuses connections until `mend`. */
  cut(): void
  mend(): Promise<void>
  /** How many deletions callers were told of. */
  confirmed(): number
  /** How many receives came, by who made them. */
  receives(): { plain: number; bySdk: number }
  close(): void
}

/** Puts a proxy before an SQS server. What strikes is drawn from `random`, so that a seed repeats it. */
export async function startQueueFaultProxy(
  target: string,
  random: Random,
): Promise<QueueFaultProxy> {
  let rules: QueueRule[] = []
  let struck = 0
  let confirmed = 0
  const receives = { plain: 0, bySdk: 0 }
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const call = await toCall(target, incoming, response, random)
    const { send } = call
    if (call.action === 'ReceiveMessage') receives[call.isOfSdk ? 'bySdk' : 'plain'] += 1
    call.send = (answer) => {
      if (call.action === 'DeleteMessageBatch') confirmed += countSuccessful(answer)
      send(answer)
    }
    const rule = rules.find(
      ({ actions, chance = 1 }) => (actions?.includes(call.action) ?? true) && random() < chance,
    )
    if (rule) struck += 1
    await (rule?.fault ?? (async () => call.send(await call.forward())))(call)
  }
  const listen = (port: number) => {
    const server = createServer((incoming, response) => {
      handle(incoming, response).catch(() => response.destroy())
    })
    return new Promise<Server>((done, fail) => {
      server.once('error', fail).listen(port, '127.0.0.1', () => done(server))
    })
  }
  let server = await listen(0)
  const { port } = server.address() as AddressInfo
  const cut = () => {
    server.close()
    server.closeAllConnections()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    inject: (...next) => {
      rules = next
      struck = 0
      return () => {
        rules = []
        return struck
      }
    },
    cut,
    mend: async () => {
      server = await listen(port)
    },
    confirmed: () => confirmed,
    receives: () => ({ ...receives }),
    close: cut,
  }
}

async function toCall(
  target: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  random: Random,
): Promise<QueueCall> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  const request = text === '' ? {} : JSON.parse(text)
  const names = ['x-amz-target', 'content-type', 'x-amz-date', 'authorization']
  const headers = Object.fromEntries(
    names.flatMap((name) =>
      incoming.headers[name] ? [[name, String(incoming.headers[name])]] : [],
    ),
  )
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return {
    action: headers['x-amz-target']?.split('.')[1] ?? '',
    request,
    isOfSdk: incoming.headers['user-agent']?.startsWith('aws-sdk-js') ?? false,
    signedAtMs: parseSignedDate(headers['x-amz-date'] ?? ''),
    random,
    forward: async (change = {}) => {
      const body = JSON.stringify({ ...request, ...change })
      // A long poll whose caller has gone must not be handed messages that nobody will see.
      const options = { method: 'POST', headers, body, signal: gone.signal }
      const answer = await fetch(`${target}${incoming.url}`, options)
      const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0'
      const { status } = answer
      return { status, headers: { 'content-type': type }, text: await answer.text() }
    },
    response,
    send: (answer) => void response.writeHead(answer.status, answer.headers).end(answer.text),
  }
}

/** `20261125T221944Z` */
function parseSignedDate(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\dT\d\d)(\d\d)(\d\dZ)$/, '$1-$2-$3:$4:$5'))
}

function countSuccessful({ status, text }: QueueAnswer): number {
  return status === 200 ? (JSON.parse(text).Successful?.length ?? 0) : 0
}

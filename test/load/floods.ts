import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { formFields, sendForm } from '@/test/load/sign-in'
import { builtActions } from '@/test/support/hostile/doors'

/** What came back: a status, whether it says when to come again; 0 where the connection was cut. */
export type Answer = { status: number; retryAfter: boolean }

export type Target = {
  url: string
  /** Of an operator. */
  cookie: string
}

/** What a flood may get, 0 where it is to be cut off; all others are refusals, which have statuses of their own. */
type Flood = { name: string; served: readonly number[]; run: (target: Target) => Promise<Answer[]> }

const STREAM_MS = 20_000
/** Longer than the console waits for a reader. */
const READING_MS = 60_000

/** The floods of the security review, each as large as there. */
export const FLOODS: readonly Flood[] = [
  { name: 'sign-ins', served: [200], run: signIns },
  { name: 'slow uploads', served: [], run: slowUploads },
  { name: 'large bodies', served: [], run: largeBodies },
  { name: 'live streams', served: [200], run: liveStreams },
  { name: 'quadratic ip', served: [200], run: quadraticIp },
  { name: 'reveal refusals', served: [200], run: revealRefusals },
  { name: 'slow readers', served: [0], run: slowReaders },
  { name: 'pipelined requests', served: [0], run: pipelinedRequests },
]

/** A hundred strangers sign in side by side, three times. */
async function signIns({ url }: Target): Promise<Answer[]> {
  const fields = await formFields(url)
  const answers: Answer[] = []
  for (let round = 0; round < 3; round += 1) {
    const person = () => ({ email: `${randomUUID()}@example.com`, password: 'not the password' })
    answers.push(...(await sideBySide(100, () => sendForm(url, fields, person()))))
  }
  return answers
}

/** Two hundred uploads begin and do not go on: half of them say that they are large. */
function slowUploads({ url }: Target): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: 200 }, (_, n) => slowUpload(url, n % 2 === 0 ? 10_000_000 : 900_000)),
  )
}

function slowUpload(url: string, length: number): Promise<Answer> {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(
    `POST /sign-in HTTP/1.1\r\nhost: ${host}\r\norigin: ${url}\r\ncontent-length: ${length}\r\n\r\n${'x'.repeat(60_000)}`,
  )
  return new Promise((resolve) => {
    let heard = ''
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0)
      resolve({ status, retryAfter: /retry-after:/i.test(heard) })
    }
    const timer = setTimeout(end, 120_000)
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text
      if (heard.includes('\r\n\r\n')) end()
    })
    socket.on('error', end).on('close', end)
  })
}

/** Eight hundred strangers ask for a file of which they take nothing. */
async function slowReaders({ url }: Target): Promise<Answer[]> {
  const page = await (await fetch(`${url}/sign-in`)).text()
  const [, file = '/icon.svg'] = /src="(\/_next\/static\/[^"]+\.js)"/.exec(page) ?? []
  const sockets = Array.from({ length: 800 }, () => asking(url, file, 1).pause())
  await sleep(READING_MS)
  return closed(sockets)
}

/** Strangers ask hundreds of times over each connection, and hang up. */
async function pipelinedRequests({ url }: Target): Promise<Answer[]> {
  const sockets = Array.from({ length: 20 }, () => asking(url, '/sign-in', 400).pause())
  await sleep(STREAM_MS)
  return closed(sockets)
}

function asking(url: string, path: string, times: number): Socket {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\n\r\n`.repeat(times))
  return socket
}

/** Nothing was read: what matters is how the console was meanwhile, and is afterwards. */
function closed(sockets: Socket[]): Answer[] {
  return sockets.map((socket) => {
    socket.destroy()
    return { status: 0, retryAfter: false }
  })
}

function largeBodies({ url }: Target): Promise<Answer[]> {
  const body = new Uint8Array(10_000_000)
  const init = { method: 'POST', body, headers: { origin: url } }
  return sideBySide(60, () => fetch(`${url}/sign-in`, init))
}

/** A thousand live views of one session, kept open for a while. */
async function liveStreams({ url, cookie }: Target): Promise<Answer[]> {
  const leaving = new AbortController()
  const open = async () => {
    const response = await fetch(`${url}/api/live`, { headers: { cookie }, signal: leaving.signal })
    if (response.status !== 200) await response.body?.cancel()
    return response
  }
  const answers = await sideBySide(1_000, open, (response) => response.status === 200)
  await sleep(STREAM_MS)
  leaving.abort()
  return answers
}

async function quadraticIp({ url, cookie }: Target): Promise<Answer[]> {
  const search = `now=0&since=0&ip=${':'.repeat(15_000)}x`
  return sideBySide(50, () => fetch(`${url}/api/logins/newer?${search}`, { headers: { cookie } }))
}

/** An operator asks for what only admins may, from forty connections. */
async function revealRefusals({ url, cookie }: Target): Promise<Answer[]> {
  const action = builtActions(process.cwd()).get('recordRevealCopy')
  const ask = () =>
    fetch(`${url}${action?.path}`, {
      method: 'POST',
      headers: {
        cookie,
        origin: url,
        'next-action': action?.id ?? '',
        'content-type': 'text/plain;charset=UTF-8',
      },
      body: '[{"requestId":"1","token":"ip1_000000_00000000000000000000000000000000"}]',
    })
  const answers: Answer[] = []
  for (let round = 0; round < 10; round += 1) answers.push(...(await sideBySide(40, ask)))
  return answers
}

async function sideBySide(
  count: number,
  ask: () => Promise<Response>,
  isKept: (response: Response) => boolean = () => false,
): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      try {
        const response = await ask()
        if (!isKept(response)) await response.arrayBuffer().catch(() => undefined)
        return { status: response.status, retryAfter: response.headers.has('retry-after') }
      } catch {
        return { status: 0, retryAfter: false }
      }
    }),
  )
}

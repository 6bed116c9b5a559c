import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { guardServer, guardServers } from '@/lib/web/guard-server'
import { MAX_BODY_BYTES } from '@/lib/web/receive-body'
import { answerEncoded, answerTooMany, isLocalRequest } from '@/lib/web/request-in-hand'
import { STRANGERS_AT_ONCE } from '@/lib/web/requests-at-once'

const sessionCookie = 'session'
/** More than what lies between two programs takes up. */
const LARGE_BYTES = 64 * 1024 * 1024
let server: Server
/** What the server behind the guard was handed. */
let handled: string[]
let held: Promise<void> | undefined

beforeEach(async () => {
  handled = []
  held = undefined
  server = createServer(async (request, response) => {
    handled.push(request.url ?? '')
    const body = await read(request)
    await held
    if (request.url === '/away') response.statusCode = 503
    if (request.url === '/busy') {
      await new Promise((resolve) => setImmediate(resolve))
      answerTooMany(7)
    }
    let text = `${request.method} ${body.length}`
    if (request.url === '/large') response.write(Buffer.alloc(LARGE_BYTES))
    if (request.url === '/small') answerEncoded('gzip')
    if (request.url === '/local') text = String(isLocalRequest())
    response.end(request.url === '/small' ? gzipSync(text) : text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** Holds all answers back until the function that it returns is called. */
function holdAnswers(): () => void {
  let release = () => {}
  held = new Promise((resolve) => {
    release = resolve
  })
  return release
}

const port = () => (server.address() as AddressInfo).port
const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port()}${path}`, init)

/** Sends bytes as they are, and collects what comes back until the other side closes. */
function raw(text: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port(), '127.0.0.1')
  socket.write(text)
  const answer = new Promise<string>((resolve) => {
    let heard = ''
    socket.setEncoding('utf8').on('data', (chunk) => {
      heard += chunk
    })
    socket.on('close', () => resolve(heard)).on('error', () => undefined)
  })
  return { socket, answer }
}

const slow = (path: string, length: number) =>
  raw(`POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: ${length}\r\n\r\nsome text`)

const connections = () =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
const eventually = (holds: () => boolean) => expect.poll(holds, { timeout: 30_000 }).toBe(true)

describe('a guarded server', () => {
  it.each([1, 70_000, MAX_BODY_BYTES])('hands a body of %i bytes on whole', async (length) => {
    guardServer(server, { sessionCookie })
    const response = await ask('/form', { method: 'POST', body: 'x'.repeat(length) })
    expect(await response.text()).toBe(`POST ${length}`)
  })

  it('hands on what comes in pieces, and what has no body', async () => {
    guardServer(server, { sessionCookie })
    const { socket, answer } = raw(
      'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n',
    )
    for (const part of ['3\r\nabc\r\n', '2\r\nde\r\n', '0\r\n\r\n']) {
      await new Promise((resolve) => setImmediate(resolve))
      socket.write(part)
    }
    await eventually(() => handled.length === 1)
    socket.end()
    expect(await answer).toContain('POST 5')
    const empty = raw('POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n')
    await expect.poll(() => empty.socket.bytesRead).toBeGreaterThan(0)
    empty.socket.destroy()
    expect(await empty.answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(await (await ask('/')).text()).toBe('GET 0')
    expect(await (await ask('/', { method: 'POST', body: '' })).text()).toBe('POST 0')
  })

  it.each([
    ['multipart/form-data', 'text'],
    ['multipart/form-data; boundary=a', ''.padEnd(40, 'text')],
    ['multipart/form-data; boundary=a', '--a\r\nno header\r\n\r\nb\r\n--a--\r\n'],
    ['Multipart/Form-Data; boundary=a', '--a\r\ncontent-disposition: form-data; name="b"\r\n\r\nc'],
  ])(
    'refuses a form that cannot be read, and tells the server nothing: %s %j',
    async (type, body) => {
      guardServer(server, { sessionCookie })
      const init = { method: 'POST', body, headers: { 'content-type': type } }
      expect((await ask('/sign-in', init)).status).toBe(400)
      expect(handled).toEqual([])
    },
  )

  it('hands a form on as it came', async () => {
    guardServer(server, { sessionCookie })
    const form = new FormData()
    form.set('name', 'a file')
    form.set('file', new Blob(['\0\xff']), 'f')
    const { length } = await new Response(form).text()
    expect(await (await ask('/form', { method: 'POST', body: form })).text()).toBe(`POST ${length}`)
  })

  it('takes in so much at once and no more, and as much again once that is gone', async () => {
    guardServer(server, { sessionCookie })
    const body = 'x'.repeat(MAX_BODY_BYTES)
    const unfinished = (): Socket => {
      const { socket } = slow('/form', MAX_BODY_BYTES)
      socket.write(body.slice(0, -20))
      return socket
    }
    const fill = Array.from({ length: 64 }, unfinished)
    const asked = async () => (await ask('/form', { method: 'POST', body })).status
    // Of those that arrive side by side, any may be the one too many.
    const askedBesideMore = async () => {
      fill.push(unfinished())
      return asked()
    }
    await expect.poll(askedBesideMore).toBe(503)
    for (const socket of fill) socket.destroy()
    await expect.poll(asked).toBe(200)
    for (let time = 0; time < 70; time += 1) expect(await asked()).toBe(200)
  })

  it('refuses what says it is too large before it is sent, and tells the server nothing', async () => {
    guardServer(server, { sessionCookie })
    const { answer, socket } = slow('/sign-in', 10_000_000)
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0)
    socket.destroy()
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(handled).toEqual([])
  })

  it('refuses what turns out too large, and lets the client read why', async () => {
    guardServer(server, { sessionCookie })
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(100_000))
        sent += 1
        if (sent === 50) controller.close()
      },
    })
    let sent = 0
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit
    const response = await ask('/sign-in', init)
    expect(response.status).toBe(413)
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    // To the letter: else Next keeps the text from the page.
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(handled).toEqual([])
  })

  it.each(['TRACE', 'PROPFIND', 'QUERY'])(
    'answers %s, at which Next breaks down, itself',
    async (method) => {
      guardServer(server, { sessionCookie })
      const { answer } = raw(`${method} / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
      expect(await answer).toMatch(/^HTTP\/1\.1 405 .*\r\nallow: GET, HEAD, POST,/is)
      expect(handled).toEqual([])
    },
  )

  it('gives up on what comes too slowly', async () => {
    guardServer(server, { sessionCookie, bodyTimeoutMs: 50 })
    const wait = vi.spyOn(globalThis, 'setTimeout')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => slow('/sign-in', 1_000).answer),
    )
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 503 .*retry-after: 5/is)
    // Nothing more is waited for.
    const delaysMs = wait.mock.calls.map(([, delayMs]) => delayMs)
    wait.mockRestore()
    expect(delaysMs.filter((delayMs) => delayMs === 0)).toHaveLength(20)
    expect(delaysMs).not.toContain(5_000)
    expect(handled).toEqual([])
  })

  it('lets an upload break off without a word to the server, and goes on', async () => {
    guardServer(server, { sessionCookie })
    const uploads = Array.from({ length: 20 }, () => slow('/sign-in', 1_000))
    await eventually(() => uploads.every(({ socket }) => socket.bytesWritten > 0))
    for (const { socket } of uploads) socket.destroy()
    expect(await (await ask('/after')).text()).toBe('GET 0')
    expect(handled).toEqual(['/after'])
  })

  it('answers with 429 where that is asked for while the answer is made', async () => {
    guardServer(server, { sessionCookie })
    const response = await ask('/busy', { method: 'POST', body: 'a' })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
    const away = await ask('/away')
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
    const usual = await ask('/')
    expect([usual.status, usual.headers.get('x-frame-options')]).toEqual([200, 'DENY'])
    expect(usual.headers.has('retry-after')).toBe(false)
  })

  it('says that an answer is compressed where that is said while it is made', async () => {
    guardServer(server, { sessionCookie })
    const small = await ask('/small')
    expect([small.headers.get('content-encoding'), await small.text()]).toEqual(['gzip', 'GET 0'])
  })

  it.each([
    ['host: localhost:3000', true],
    ['host: console.example', false],
    ['host: localhost\r\nx-forwarded-for: 192.0.2.1', false],
    ['host: localhost\r\nforwarded: for=192.0.2.1', false],
    ['host: localhost\r\nx-real-ip: 192.0.2.1', false],
    ['host: localhost\r\nvia: 1.1 proxy', false],
  ])('takes a request with %j for one of this machine: %s', async (headers, isLocal) => {
    guardServer(server, { sessionCookie })
    const { answer } = raw(`GET /local HTTP/1.1\r\n${headers}\r\nconnection: close\r\n\r\n`)
    expect((await answer).split('\r\n\r\n')[1]).toContain(String(isLocal))
  })

  it('works on few requests of strangers at once, and goes on for whoever has a session', async () => {
    const release = holdAnswers()
    guardServer(server, { sessionCookie })
    const strangers = Array.from({ length: STRANGERS_AT_ONCE + 5 }, () => ask('/sign-in'))
    await eventually(() => handled.length === STRANGERS_AT_ONCE)
    const beside = ['/api/health', '/_next/static/a.js'].map((path) => ask(path))
    const headers = { cookie: `${sessionCookie}=one` }
    beside.push(ask('/logins', { headers }))
    await eventually(() => handled.length === STRANGERS_AT_ONCE + beside.length)
    release()
    const statuses = (await Promise.all(strangers)).map(({ status, headers }) => [
      status,
      headers.get('retry-after'),
    ])
    expect(statuses.filter(([status]) => status === 200)).toHaveLength(STRANGERS_AT_ONCE)
    expect(statuses.filter(([status, after]) => status === 429 && after === '5')).toHaveLength(5)
    expect((await Promise.all(beside)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await ask('/sign-in')).status).toBe(200)
  })

  it('hangs up on whoever asks again before the answer, and has every place again', async () => {
    const release = holdAnswers()
    guardServer(server, { sessionCookie })
    for (let time = 0; time < 3; time += 1) {
      const { answer } = raw('GET /sign-in HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(STRANGERS_AT_ONCE))
      expect(await answer).toBe('')
    }
    release()
    expect(handled).toHaveLength(3)
    held = undefined
    const after = Array.from({ length: STRANGERS_AT_ONCE }, () => ask('/sign-in'))
    expect(new Set((await Promise.all(after)).map(({ status }) => status))).toEqual(new Set([200]))
  })

  it('keeps no connection for another protocol, as Next does', async () => {
    server.on('upgrade', () => handled.push('upgrade'))
    guardServer(server, { sessionCookie })
    const { answer } = raw(
      'GET /sign-in HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: close, upgrade\r\n\r\n',
    )
    await eventually(() => handled.length === 1)
    expect(handled).toEqual(['/sign-in'])
    expect(await answer).toContain('GET 0')
  })

  it('answers one request after the other on a connection, with few listeners on each', async () => {
    guardServer(server, { sessionCookie })
    const listeners: number[] = []
    server.prependListener('request', (_, response) => {
      setImmediate(() => listeners.push(response.listenerCount('close')))
    })
    const { socket, answer } = raw('')
    const heard: string[] = []
    socket.on('data', (chunk) => heard.push(String(chunk)))
    for (let time = 1; time <= 3; time += 1) {
      socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
      await eventually(() => heard.filter((text) => text.includes('GET 0')).length === time)
    }
    socket.end()
    expect((await answer).match(/GET 0/g)).toHaveLength(3)
    // Node warns from the eleventh on, and Next adds more.
    expect(Math.max(...listeners)).toBeLessThanOrEqual(3)
  })

  it('hangs up on whoever reads nothing of an answer', async () => {
    guardServer(server, { sessionCookie, readerTimeoutMs: 200 })
    const { socket } = raw('GET /large HTTP/1.1\r\nhost: a\r\n\r\n')
    socket.pause()
    await eventually(() => handled.includes('/large'))
    await expect.poll(connections, { timeout: 30_000 }).toBe(0)
    socket.destroy()
  })

  it('hangs up on whoever takes a little of an open answer at a time', async () => {
    guardServer(server, { sessionCookie, openAnswerTimeoutMs: 200 })
    const stranger = raw('GET /large HTTP/1.1\r\nhost: a\r\n\r\n')
    const known = raw(`GET /large HTTP/1.1\r\nhost: a\r\ncookie: ${sessionCookie}=one\r\n\r\n`)
    for (const { socket } of [stranger, known]) socket.pause()
    await eventually(() => handled.length === 2)
    await expect.poll(connections, { timeout: 30_000 }).toBe(1)
    known.socket.resume()
    stranger.socket.destroy()
    await expect.poll(() => known.socket.bytesRead).toBeGreaterThan(LARGE_BYTES)
    known.socket.destroy()
  })

  it('lets wait whoever waits for an answer, and closes what nobody uses', async () => {
    const release = holdAnswers()
    guardServer(server, { sessionCookie, readerTimeoutMs: 100 })
    server.keepAliveTimeout = 10
    const unused = raw('')
    const { socket, answer } = raw('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    await unused.answer
    await expect.poll(connections).toBe(1)
    release()
    await expect.poll(() => socket.bytesRead).toBeGreaterThan(0)
    expect(await answer).toContain('GET 0')
  })

  it('is guarded from its first request on, and once', async () => {
    guardServers(sessionCookie)
    for (const path of ['/a', '/b']) {
      const { answer, socket } = slow(path, 10_000_000)
      await expect.poll(() => socket.bytesRead).toBeGreaterThan(0)
      socket.destroy()
      expect(await answer).toMatch(/^HTTP\/1\.1 413 /)
    }
    expect(handled).toEqual([])
    expect(await (await ask('/', { method: 'POST', body: 'ab' })).text()).toBe('POST 2')
    expect(server.listenerCount('request')).toBe(1)
    expect(server.maxConnections).toBeLessThanOrEqual(2_000)
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000)
    expect(server.requestTimeout).toBeLessThanOrEqual(30_000)
  })
})

import { type AddressInfo, createServer, type Socket } from 'node:net'
import pg from 'pg'
import {
  errorMessage,
  greeting,
  messageReader,
  query,
  readParameter,
  readStartup,
  SSL_REQUEST,
  typeOf,
} from '@/test/support/proxies/postgres-messages'

/** A pooler before a Postgres server, in transaction mode. */
export type PoolingProxy = { url: string; close(): void }

/** A connection to the server, past its authentication. */
type Session = {
  socket: Socket
  /** Hears what the server says; whatever comes while nobody is served is dropped. */
  onMessage: (message: Buffer) => void
  parameters: Map<string, string>
}

type Pool = { take(): Promise<Session>; giveBack(session: Session): void }

/** Parameters that follow a client to whichever session serves it; all others stay with the session. */
const TRACKED = ['client_encoding', 'DateStyle', 'TimeZone', 'application_name']

/**
 * Puts a pooler before a database, as PgBouncer is in transaction mode: each transaction of a client
 * goes to the session that has rested longest. What a transaction leaves behind (an advisory lock, a
 * SET, a LISTEN) stays on that session for whoever comes next, and notifications reach nobody. As
 * PgBouncer does, it refuses clients that ask for parameters it does not track.
 */
export async function startPoolingProxy(databaseUrl: string, size = 5): Promise<PoolingProxy> {
  const sessions = await Promise.all(Array.from({ length: size }, () => openSession(databaseUrl)))
  const defaults = new Map(sessions[0]?.parameters)
  const pool = poolOf(sessions)
  const clients = new Set<Socket>()
  const server = createServer((client) => {
    clients.add(client.on('error', () => {}).on('close', () => clients.delete(client)))
    serve(client, pool, new Map(defaults))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    close: () => {
      server.close()
      for (const socket of [...clients, ...sessions.map((each) => each.socket)]) socket.destroy()
    },
  }
}

/** Lets the driver sign in, and takes its socket over. */
async function openSession(connectionString: string): Promise<Session> {
  const driver = new pg.Client({ connectionString })
  type Inside = { connection: NodeJS.EventEmitter & { stream: Socket } }
  const { connection } = driver as unknown as Inside
  const parameters = new Map<string, string>()
  connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
    parameters.set(parameterName, parameterValue)
  })
  await driver.connect()
  const socket = connection.stream
  for (const event of ['data', 'close', 'end', 'error']) socket.removeAllListeners(event)
  const session: Session = { socket, parameters, onMessage: () => {} }
  const read = messageReader(() => true)
  socket
    .on('error', () => {})
    .on('data', (chunk) => {
      for (const message of read(chunk)) {
        if (typeOf(message) === 'S') parameters.set(...readParameter(message))
        if (typeOf(message) !== 'A') session.onMessage(message)
      }
    })
  return session
}

function poolOf(sessions: readonly Session[]): Pool {
  const idle = [...sessions]
  const waiting: ((session: Session) => void)[] = []
  return {
    take: () =>
      new Promise((done) => (idle.length > 0 ? done(idle.shift() as Session) : waiting.push(done))),
    giveBack: (session) => {
      session.onMessage = () => {}
      const next = waiting.shift()
      if (next) next(session)
      else idle.push(session)
    },
  }
}

function serve(client: Socket, pool: Pool, parameters: Map<string, string>) {
  let greeted = false
  let session: Session | null = null
  /** ReadyForQuery messages that are still to come. */
  let owed = 0
  const hear = (message: Buffer) => {
    if (typeOf(message) === 'S') parameters.set(...readParameter(message))
    if (!client.destroyed) client.write(message)
    if (typeOf(message) !== 'Z') return
    owed -= 1
    const isIdle = message.at(-1) === 'I'.charCodeAt(0)
    if (owed > 0 || !isIdle || session === null) return
    pool.giveBack(session)
    session = null
  }
  const pass = async (message: Buffer) => {
    if (typeOf(message) === 'X') return void client.end()
    session ??= await takeWith(pool, parameters, hear)
    if ('QS'.includes(typeOf(message))) owed += 1
    session.socket.write(message)
  }
  const greet = (message: Buffer) => {
    if (message.readInt32BE(4) === SSL_REQUEST) return void client.write('N')
    greeted = true
    const wanted = readStartup(message)
    for (const name of ['user', 'database']) wanted.delete(name)
    for (const [name, value] of wanted) {
      const tracked = TRACKED.find((known) => known.toLowerCase() === name.toLowerCase())
      if (tracked) parameters.set(tracked, value)
      else client.end(errorMessage('08P01', `unsupported startup parameter: ${name}`))
    }
    if (client.writable) client.write(greeting(parameters))
  }
  const read = messageReader(() => greeted)
  let last = Promise.resolve()
  client.on('data', (chunk) => {
    for (const message of read(chunk)) {
      if (greeted) last = last.then(() => pass(message))
      else greet(message)
    }
  })
  client.on('close', () => {
    // Cut off in the middle of a transaction: it is rolled back. Its answers are heard to the end.
    owed += 1
    last = last.then(() => void session?.socket.write(query('ROLLBACK')))
  })
}

/** A session with this client's parameters. */
async function takeWith(
  pool: Pool,
  parameters: ReadonlyMap<string, string>,
  hear: Session['onMessage'],
): Promise<Session> {
  const session = await pool.take()
  const changes = TRACKED.flatMap((name) => {
    const value = parameters.get(name)
    return value === undefined || value === session.parameters.get(name)
      ? []
      : [`SET ${name} TO '${value.replaceAll("'", "''")}'`]
  })
  if (changes.length > 0) {
    await new Promise<void>((done) => {
      session.onMessage = (message) => void (typeOf(message) === 'Z' && done())
      session.socket.write(query(changes.join(';')))
    })
  }
  session.onMessage = hear
  return session
}

import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { closeDatabase } from '@/lib/db/client'
import { databaseUrl, provideEnv } from '@/lib/env'

/** A way to the database whose connections can go silent, or lose what is notified. */
export type FaultyDatabase = {
  /** Passes nothing on any more, in either direction, and cuts nothing: as a firewall that forgot. */
  hang(): void
  /** What was kept back is passed on. */
  goOn(): void
  /** Connections that listen now stay silent for ever; new ones work. */
  forgetListeners(): void
  /** Swallows notifications, as a transaction pooler does, or passes them on again. */
  deafen(deaf: boolean): void
  close(): Promise<void>
}

type Connection = { listens: boolean; forgotten: boolean }

/** Puts such a way between this process and the database. */
export async function useFaultyDatabase(): Promise<FaultyDatabase> {
  const direct = databaseUrl()
  const { hostname, port } = new URL(direct)
  const sockets = new Map<Socket, Connection>()
  const state = { hangs: false, deaf: false }
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const own: Connection = { listens: false, forgotten: false }
    for (const socket of [client, upstream]) {
      sockets.set(socket, own)
      if (state.hangs) socket.pause()
      socket.on('error', () => undefined)
    }
    const filter = withoutNotifications(() => state.deaf)
    client.on('data', (chunk) => {
      own.listens ||= chunk.includes('LISTEN')
      if (!own.forgotten) upstream.write(chunk)
    })
    upstream.on('data', (chunk) => own.forgotten || client.write(filter(chunk)))
    client.on('close', () => own.forgotten || upstream.destroy())
    upstream.on('close', () => own.forgotten || client.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = new URL(direct)
  url.port = String((server.address() as AddressInfo).port)
  provideEnv({ DATABASE_URL: url.href })
  await closeDatabase()
  const pause = (hangs: boolean) => {
    state.hangs = hangs
    for (const socket of sockets.keys()) hangs ? socket.pause() : socket.resume()
  }
  return {
    hang: () => pause(true),
    goOn: () => pause(false),
    forgetListeners: () => {
      for (const own of sockets.values()) own.forgotten ||= own.listens
    },
    deafen: (deaf) => {
      state.deaf = deaf
    },
    close: async () => {
      for (const socket of sockets.keys()) socket.destroy()
      server.close()
      provideEnv({ DATABASE_URL: direct })
      await closeDatabase()
    },
  }
}

const NOTIFICATION = 'A'.charCodeAt(0)
const HEADER_BYTES = 5

/** Takes the server's bytes, and gives back its whole messages but for notifications. */
function withoutNotifications(isDeaf: () => boolean): (chunk: Buffer) => Buffer {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const passed: Buffer[] = []
    while (rest.length >= HEADER_BYTES) {
      const bytes = 1 + rest.readInt32BE(1)
      if (rest.length < bytes) break
      if (rest[0] !== NOTIFICATION || !isDeaf()) passed.push(rest.subarray(0, bytes))
      rest = rest.subarray(bytes)
    }
    return Buffer.concat(passed)
  }
}

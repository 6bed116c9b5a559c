import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to the database whose connections can fall silent: nothing passes, nothing is cut. */
export type SilentProxy = {
  port: number
  /** How many connections were opened. */
  opened(): number
  /** What is connected now passes nothing more, in either direction, for ever. */
  silence(): void
  /** Whether what connects from now on is silent, too. */
  setSilent(silent: boolean): void
  close(): void
}

export async function startSilentProxy(upstreamPort: number, port = 0): Promise<SilentProxy> {
  const pairs = new Set<[Socket, Socket]>()
  let silent = false
  let opened = 0
  const server = createServer((client) => {
    opened += 1
    const upstream = connect(upstreamPort, '127.0.0.1')
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    for (const [from, to] of [pair, [upstream, client]] as const) {
      from.on('error', () => to.destroy()).on('close', () => to.destroy())
    }
    if (silent) {
      client.resume()
      return
    }
    client.pipe(upstream).pipe(client)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    opened: () => opened,
    silence: () => {
      for (const [client, upstream] of pairs) {
        client.unpipe(upstream)
        upstream.unpipe(client)
        client.resume()
        upstream.resume()
      }
    },
    setSilent: (value) => {
      silent = value
    },
    close: () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      server.close()
    },
  }
}

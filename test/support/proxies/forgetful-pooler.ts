import { type AddressInfo, connect, createServer } from 'node:net'

/**
 * A way to the database that forgets what a session asks for at its start, as a pooler may: time zone
 * and date style are the database's own.
 */
export async function startForgetfulPooler(
  upstreamPort: number,
): Promise<{ port: number; close(): void }> {
  const server = createServer((client) => {
    const upstream = connect(upstreamPort, '127.0.0.1')
    client.once('data', (start) => {
      upstream.write(isStartup(start) ? forget(start) : start)
      client.pipe(upstream)
    })
    upstream.pipe(client)
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy())
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

/** Length, protocol 3.0, then names and values, each ended by a zero byte. */
function isStartup(packet: Buffer): boolean {
  return packet.length > 8 && packet.readInt32BE(4) === 0x30000
}

function forget(packet: Buffer): Buffer {
  const texts = packet.subarray(8, -2).toString().split('\0')
  const kept: string[] = []
  for (let at = 0; at + 1 < texts.length; at += 2) {
    const [name = '', value = ''] = texts.slice(at)
    if (!/^(?:TimeZone|DateStyle)$/i.test(name)) kept.push(name, value)
  }
  const body = Buffer.from([...kept, ''].map((text) => `${text}\0`).join(''))
  const head = Buffer.from(packet.subarray(0, 8))
  head.writeInt32BE(8 + body.length, 0)
  return Buffer.concat([head, body])
}

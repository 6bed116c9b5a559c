import { createServer } from 'node:net'

/** A port of 127.0.0.1 that nothing listens on: the wanted one if it is free, else any. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted
  return listenOnce(0, '127.0.0.1')
}

/** Whether a port can be listened on at an address. */
async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return listenOnce(port, host).then(
    () => true,
    () => false,
  )
}

/** Listens and stops at once. @returns the port. @throws what listening throws (EADDRINUSE …). */
export function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

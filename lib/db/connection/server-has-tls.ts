import { connect } from 'node:net'

/** A length of eight and the code that means SSLRequest. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])

const answers = new Map<string, boolean>()

/**
 * Whether a Postgres server would encrypt a connection; asked once, then remembered.
 * @throws the network's error, or one with the code ETIMEDOUT, where it cannot be asked.
 */
export async function serverHasTls(host: string, port: number, timeoutMs: number) {
  const key = `${host}:${port}`
  const known = answers.get(key) ?? (await ask(host, port, timeoutMs))
  answers.set(key, known)
  return known
}

/** Forgets what a server said, since it says otherwise now. */
export function forgetTls(host: string, port: number): void {
  answers.delete(`${host}:${port}`)
}

function ask(host: string, port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: timeoutMs }, () => socket.write(SSL_REQUEST))
    const fail = (error: Error) => {
      socket.destroy()
      reject(error)
    }
    socket.once('data', (answer) => {
      socket.destroy()
      resolve(answer.toString('latin1').startsWith('S'))
    })
    socket.once('timeout', () => fail(Object.assign(new Error(), { code: 'ETIMEDOUT' })))
    socket.once('end', () => fail(Object.assign(new Error(), { code: 'ECONNRESET' })))
    socket.on('error', fail)
  })
}

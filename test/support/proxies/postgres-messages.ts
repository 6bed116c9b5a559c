/** The few words of Postgres' protocol (version 3) that a pooler has to understand. */

export const SSL_REQUEST = 80_877_103
/** ReadyForQuery, outside a transaction. */
const READY = toMessage('Z', Buffer.from('I'))

/**
 * Cuts a stream of bytes into messages. The first one of a client has no type; `isTyped` is asked
 * again for each.
 */
export function messageReader(isTyped: () => boolean): (chunk: Buffer) => Generator<Buffer> {
  let rest = Buffer.alloc(0)
  return function* read(chunk) {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = isTyped() ? 1 : 0
      if (rest.length < head + 4) return
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return
      const message = rest.subarray(0, length)
      rest = rest.subarray(length)
      yield message
    }
  }
}

export function typeOf(message: Buffer): string {
  return String.fromCharCode(message[0] ?? 0)
}

function toMessage(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

/** A simple query. */
export function query(sql: string): Buffer {
  return toMessage('Q', Buffer.from(`${sql}\0`))
}

/** What a server says once it lets a client in without asking for a password. */
export function greeting(parameters: ReadonlyMap<string, string>): Buffer {
  const statuses = [...parameters].map((pair) =>
    toMessage('S', Buffer.from(`${pair.join('\0')}\0`)),
  )
  const key = toMessage('K', Buffer.alloc(8))
  return Buffer.concat([toMessage('R', int32(0)), ...statuses, key, READY])
}

export function errorMessage(code: string, text: string): Buffer {
  return toMessage('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`))
}

/** Name and value of a ParameterStatus. */
export function readParameter(message: Buffer): [name: string, value: string] {
  const [name = '', value = ''] = message.subarray(5).toString().split('\0')
  return [name, value]
}

/** The parameters of a client's startup message; those of its `options` among them. */
export function readStartup(message: Buffer): Map<string, string> {
  const words = message.subarray(8).toString().split('\0')
  const found = new Map<string, string>()
  for (let at = 0; words[at]; at += 2) found.set(words[at] as string, words[at + 1] ?? '')
  const options = found.get('options') ?? ''
  for (const [, name = '', value = ''] of options.matchAll(/-c\s*(\w+)=((?:\\.|\S)*)/g)) {
    found.set(name, value.replaceAll('\\', ''))
  }
  found.delete('options')
  return found
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export type ConnectionBounds = {
  /** Beyond these, a connection is closed as it opens. */
  maxConnections: number
  /** How long the head of a request may take to arrive. */
  headersTimeoutMs: number
  /** How long all of it may take; Node looks every 30 s. */
  requestTimeoutMs: number
  /** How long a client may take nothing of an answer that lies ready. */
  readerTimeoutMs: number
  /** A connection was closed because it asked again before it was answered. */
  onPipelined?: () => void
}

/**
 * Bounds the connections of a server: how many there are, how slowly they may ask, and how slowly they
 * may take what they asked for. From here on, `answer` alone answers.
 */
export function guardConnections(
  server: Server,
  bounds: ConnectionBounds,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
) {
  server.maxConnections = bounds.maxConnections
  server.headersTimeout = bounds.headersTimeoutMs
  server.requestTimeout = bounds.requestTimeoutMs
  // No listener tells of their ends: Node warns of more than ten on one answer, and Next has most of them.
  const newest = new WeakMap<Socket, ServerResponse>()
  const isAnswering = (socket: Socket) => newest.get(socket)?.writableFinished === false
  // Nothing came or went for so long. Whoever waits for an answer of ours may go on waiting.
  server.setTimeout(bounds.readerTimeoutMs, (socket: Socket) => {
    if (!isAnswering(socket) || socket.writableLength > 0) socket.destroy()
  })
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const { socket } = request
    // No browser and no proxy asks again before it is answered. Once their connection is gone, Node never
    // closes the answers that wait for their turn, and what they took would be taken for ever.
    if (isAnswering(socket)) {
      bounds.onPipelined?.()
      socket.destroy()
      return
    }
    newest.set(socket, response)
    answer(request, response)
  })
}

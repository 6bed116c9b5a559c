import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { random } from '@/lib/sample/random'

/**
 * A server before the queue's that answers as SQS does from afar, in a process of its own: each answer
 * takes so much longer, and a receive that does not wait is asked of some of SQS's servers only, so that
 * it brings zero to ten messages though thousands are there. Prints its port.
 *   stand-in.ts <port of the queue> <milliseconds> <whether receives are sampled: 0 or 1> <seed>
 */
async function main(port: number, latencyMs: number, isSampled: boolean, seed: number) {
  const draw = random(seed, 'sampling')
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch(() => outgoing.destroy())
  })
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const isReceive = incoming.headers['x-amz-target'] === 'AmazonSQS.ReceiveMessage'
    const asked = Buffer.concat(chunks)
    const body = isReceive && isSampled ? sample(asked) : asked
    if (latencyMs > 0) await sleep(latencyMs)
    if (body === null) return void outgoing.setHeader('content-type', JSON_TYPE).end('{}')
    pass(incoming, outgoing, body)
  }
  /** @returns the request with fewer messages asked for; null where the answer is none. */
  const sample = (asked: Buffer): Buffer | null => {
    const input = JSON.parse(asked.toString())
    if (input.WaitTimeSeconds > 0) return asked
    const messages = Math.floor(draw() * 11)
    return messages === 0
      ? null
      : Buffer.from(JSON.stringify({ ...input, MaxNumberOfMessages: messages }))
  }
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer) => {
    const { method, url: path } = incoming
    const headers = {
      ...incoming.headers,
      host: `127.0.0.1:${port}`,
      'content-length': String(body.length),
    }
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answered) => {
      outgoing.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    onward.end(body)
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
}

const JSON_TYPE = 'application/x-amz-json-1.0'
const [port, latency, sampled, seed] = process.argv.slice(2).map(Number)
await main(port ?? 0, latency ?? 0, sampled === 1, seed ?? 1)

import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { sqsAgent, undiciHandler } from '@/lib/queue/sqs/calls/undici-handler'

const agent = sqsAgent()
let answer = (outgoing: ServerResponse) => outgoing.end('<AssumeRoleWithWebIdentityResponse/>')
const server = createServer((incoming, outgoing) => {
  incoming.resume().on('end', () => answer(outgoing))
})

afterAll(() => server.close())

const ask = async (headers: Record<string, string>) => {
  if (!server.listening) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const request = { protocol: 'http:', hostname: '127.0.0.1', port, method: 'POST', path: '/' }
  return undiciHandler(agent).handle({ ...request, query: {}, headers } as never)
}

it('refuses XML of a queue, and hands on that of a service that the SDK asks for credentials', async () => {
  const refused = ask({ 'x-amz-target': 'AmazonSQS.ReceiveMessage' })
  await expect(refused).rejects.toMatchObject({ code: 'XmlAnswer' })
  const { response } = await ask({})
  expect(Buffer.from(response.body as Uint8Array).toString()).toContain('AssumeRole')
})

it('reads no more of an answer than ten messages of the largest size can take', async () => {
  const mebibyte = Buffer.alloc(1024 * 1024, ' ')
  answer = (outgoing) => Readable.from(Array(80).fill(mebibyte)).pipe(outgoing)
  const refused = ask({ 'x-amz-target': 'AmazonSQS.ReceiveMessage' })
  await expect(refused).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' })
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { sqsAgent, undiciHandler } from '@/lib/queue/sqs/calls/undici-handler'

const agent = sqsAgent()
const server = createServer((incoming, outgoing) => {
  incoming.resume().on('end', () => outgoing.end('<AssumeRoleWithWebIdentityResponse/>'))
})

afterEach(() => server.close())

it('refuses XML of a queue, and hands on that of a service that the SDK asks for credentials', async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const ask = (headers: Record<string, string>) => {
    const request = { protocol: 'http:', hostname: '127.0.0.1', port, method: 'POST', path: '/' }
    return undiciHandler(agent).handle({ ...request, query: {}, headers } as never)
  }
  const refused = ask({ 'x-amz-target': 'AmazonSQS.ReceiveMessage' })
  await expect(refused).rejects.toMatchObject({ code: 'XmlAnswer' })
  const { response } = await ask({})
  expect(Buffer.from(response.body as Uint8Array).toString()).toContain('AssumeRole')
})

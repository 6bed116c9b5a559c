import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'

import { useQueueStub } from '@/test/support/fixtures/queue-stub'

const stub = useQueueStub()

describe('requests', () => {
  it('ask in both forms for what a message has to tell, signed for the queue’s own region', async () => {
    let body = ''
    let authorization = ''
    stub.answer = () => undefined
    stub.server.removeAllListeners('request')
    stub.server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      authorization = String(incoming.headers.authorization)
      incoming.on('data', (chunk) => {
        body += chunk
      })
      incoming.on('end', () => outgoing.end('{}'))
    })
    await openQueue().receive({ waitSeconds: 0 })
    const asked = JSON.parse(body)
    expect(asked.AttributeNames).toEqual(['SentTimestamp', 'ApproximateReceiveCount'])
    expect(asked.MessageSystemAttributeNames).toEqual(asked.AttributeNames)
    expect(asked.QueueUrl).toBe('https://sqs.eu-west-1.amazonaws.com/123456789012/logins')
    expect(authorization).toContain('/eu-west-1/sqs/')
    expect(authorization).toContain('Credential=test/')
  })

  it('give a message of a FIFO queue a group', async () => {
    let body = ''
    stub.server.removeAllListeners('request')
    stub.server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      incoming.on('data', (chunk) => {
        body += chunk
      })
      incoming.on('end', () => outgoing.end('{"Successful":[],"Failed":[]}'))
    })
    provideEnv({ SQS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/logins.fifo' })
    closeQueue()
    await openQueue().send(['{}'])
    expect(JSON.parse(body).Entries[0]).toMatchObject({
      MessageGroupId: expect.any(String),
      MessageDeduplicationId: expect.any(String),
    })
  })
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'

import {
  failureOf,
  receiveFailure,
  refusal,
  reply,
  useQueueAt,
  useQueueStub,
} from '@/test/support/fixtures/queue-stub'

const stub = useQueueStub()

describe('a failure of the queue', () => {
  it.each([
    ['QueueDoesNotExist', true, 'no queue “logins” at 127.0.0.1:'],
    ['AWS.SimpleQueueService.NonExistentQueue', true, 'Check SQS_QUEUE_URL'],
    ['AccessDeniedException', true, 'refuses sqs:ReceiveMessage to these credentials'],
    ['InvalidClientTokenId', true, 'Check AWS_ACCESS_KEY_ID'],
    ['SignatureDoesNotMatch', true, 'made for the region eu-west-1'],
    ['ExpiredTokenException', false, 'Renew AWS_SESSION_TOKEN'],
    ['KmsDisabled', false, 'Check its KMS key'],
    ['OverLimit', false, 'are in flight'],
    ['RequestThrottled', false, 'asked more often than it allows'],
    ['SomethingNew', false, 'SomethingNew, HTTP 400'],
  ])('of the code %s says what is wrong and what to do', async (code, permanent, words) => {
    stub.answer = refusal(code)
    const failure = await receiveFailure()
    expect(failure).toMatchObject({ name: 'QueueFailure', permanent, status: 400 })
    expect(failure.message).toContain(words)
  })

  it('is permanent where the session came from the environment and has expired', async () => {
    provideEnv({ AWS_SESSION_TOKEN: 'spent' })
    closeQueue()
    stub.answer = refusal('ExpiredTokenException')
    expect((await receiveFailure()).permanent).toBe(true)
  })

  it.each([
    ['<?xml version="1.0"?><ErrorResponse/>', true, 'It does not speak the JSON protocol of SQS'],
    ['<!DOCTYPE html><html></html>', false, 'answers with a web page'],
    ['{"Messages":[{"Body":"x"', false, 'something that cannot be read'],
    ['so long', false, 'something that cannot be read'],
    ['', false, 'something that cannot be read'],
  ])('by the answer %s says what came', async (body, permanent, words) => {
    stub.answer = reply(body)
    const failure = await receiveFailure()
    expect(failure.message.toLowerCase()).toContain(words.toLowerCase())
    expect(failure.permanent).toBe(permanent)
  })

  it('by an answer shorter than it says is a cut connection', async () => {
    stub.answer = (_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '500' })
      outgoing.write('{"Messages":[]}')
      setTimeout(() => outgoing.destroy(), 20)
    }
    expect((await receiveFailure()).message).toContain('was cut')
  })

  it('by messages without their time names what is missing, for good', async () => {
    stub.answer = reply(
      JSON.stringify({ Messages: [{ MessageId: 'm', ReceiptHandle: 'r', Body: '{}' }] }),
    )
    const failure = await receiveFailure()
    expect(failure.message).toContain('SentTimestamp')
    expect(failure.permanent).toBe(true)
  })

  it('of the server itself passes', async () => {
    stub.answer = refusal('ServiceUnavailable', 503)
    expect(await receiveFailure()).toMatchObject({ permanent: false, status: 503 })
  })

  it('of a gateway passes, whatever the server behind it speaks', async () => {
    stub.answer = reply('<?xml version="1.0"?><Error/>', {}, 503)
    const failure = await receiveFailure()
    expect(failure.message).toContain('its server is unavailable')
    expect(failure.permanent).toBe(false)
  })

  it('to tell its counts does not pass for an empty queue', async () => {
    stub.answer = reply('{"Attributes":{"VisibilityTimeout":"30"}}')
    const failure = await failureOf(openQueue().depth())
    expect(failure.message).toContain('does not tell the counts')
  })

  it('to find credentials in time ends at the call’s deadline', async () => {
    stub.answer = reply('{}')
    const silent = createServer(() => undefined)
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done))
    const { port } = silent.address() as AddressInfo
    const uri = 'AWS_CONTAINER_CREDENTIALS_FULL_URI'
    process.env[uri] = `http://127.0.0.1:${port}/`
    provideEnv({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' })
    closeQueue()
    try {
      const failure = await failureOf(openQueue().receive({ waitSeconds: 0, timeoutMs: 500 }))
      expect(failure.code).toBe('NoAnswerInTime')
    } finally {
      delete process.env[uri]
      silent.closeAllConnections()
      silent.close()
    }
  })

  it('of a server that speaks no TLS says so', async () => {
    const port = (stub.server.address() as AddressInfo | undefined)?.port
    useQueueAt(`https://127.0.0.1:${port}`)
    const failure = await receiveFailure()
    expect(failure.message).toContain('should begin with http://')
    expect(failure.permanent).toBe(true)
  })

  it('by nobody answering names the host and the variables', async () => {
    useQueueAt('http://127.0.0.1:1')
    const failure = await receiveFailure()
    expect(failure.message).toContain('Nothing answers at 127.0.0.1:1')
    expect(failure).toMatchObject({ permanent: false, status: undefined })
  })

  it.each(['headers', 'body'])('by silence ends at the call’s deadline (%s)', async (where) => {
    stub.answer = (_, outgoing) => {
      if (where === 'headers') return
      outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
      const drip = setInterval(() => outgoing.write(' '), 50)
      outgoing.on('close', () => clearInterval(drip))
    }
    const failure = await failureOf(openQueue().receive({ waitSeconds: 0, timeoutMs: 700 }))
    expect(failure.message).toMatch(/did not answer ReceiveMessage within 1 s/)
    expect(failure.status).toBeUndefined()
  })
})

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { provideEnv } from '@/lib/env'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'
import type { QueueFailure } from '@/lib/queue/queue-failure'

let server: Server | undefined
let answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void

beforeEach(async () => {
  server = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => answer(incoming, outgoing))
  })
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  useQueue(`http://127.0.0.1:${port}`)
})

afterEach(() => {
  closeQueue()
  server?.close()
  server?.closeAllConnections()
  provideEnv({ AWS_SESSION_TOKEN: '', AWS_ENDPOINT_URL_SQS: '', SQS_QUEUE_URL: '' })
})

function useQueue(endpoint: string) {
  provideEnv({
    SQS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/logins/\n',
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test\n',
    AWS_SECRET_ACCESS_KEY: 'test\r\n',
  })
  closeQueue()
}

const failureOf = (call: Promise<unknown>): Promise<QueueFailure> =>
  call.then(
    () => {
      throw new Error('It did not fail')
    },
    (error) => error,
  )

const receive = () => failureOf(openQueue().receive({ waitSeconds: 0 }))

const refuse = (code: string, status = 400) => {
  answer = (_, outgoing) => {
    outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
    outgoing.end(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message: 'no' }))
  }
}

const say = (body: string, headers: Record<string, string> = {}, status = 200) => {
  answer = (_, outgoing) => {
    outgoing.writeHead(status, headers)
    outgoing.end(body)
  }
}

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
    refuse(code)
    const failure = await receive()
    expect(failure).toMatchObject({ name: 'QueueFailure', permanent, status: 400 })
    expect(failure.message).toContain(words)
  })

  it('is permanent where the session came from the environment and has expired', async () => {
    provideEnv({ AWS_SESSION_TOKEN: 'spent' })
    closeQueue()
    refuse('ExpiredTokenException')
    expect((await receive()).permanent).toBe(true)
  })

  it.each([
    ['<?xml version="1.0"?><ErrorResponse/>', true, 'It does not speak the JSON protocol of SQS'],
    ['<!DOCTYPE html><html></html>', false, 'answers with a web page'],
    ['{"Messages":[{"Body":"x"', false, 'something that cannot be read'],
    ['so long', false, 'something that cannot be read'],
    ['', false, 'something that cannot be read'],
  ])('by the answer %s says what came', async (body, permanent, words) => {
    say(body)
    const failure = await receive()
    expect(failure.message.toLowerCase()).toContain(words.toLowerCase())
    expect(failure.permanent).toBe(permanent)
  })

  it('by an answer shorter than it says is a cut connection', async () => {
    answer = (_, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '500' })
      outgoing.write('{"Messages":[]}')
      setTimeout(() => outgoing.destroy(), 20)
    }
    expect((await receive()).message).toContain('was cut')
  })

  it('by messages without their time names what is missing, for good', async () => {
    say(JSON.stringify({ Messages: [{ MessageId: 'm', ReceiptHandle: 'r', Body: '{}' }] }))
    const failure = await receive()
    expect(failure.message).toContain('SentTimestamp')
    expect(failure.permanent).toBe(true)
  })

  it('of the server itself passes', async () => {
    refuse('ServiceUnavailable', 503)
    expect(await receive()).toMatchObject({ permanent: false, status: 503 })
  })

  it('of a gateway passes, whatever the server behind it speaks', async () => {
    say('<?xml version="1.0"?><Error/>', {}, 503)
    const failure = await receive()
    expect(failure.message).toContain('its server is away')
    expect(failure.permanent).toBe(false)
  })

  it('to tell its counts does not pass for an empty queue', async () => {
    say('{"Attributes":{"VisibilityTimeout":"30"}}')
    const failure = await failureOf(openQueue().depth())
    expect(failure.message).toContain('does not tell the counts')
  })

  it('to find credentials in time ends at the call’s deadline', async () => {
    say('{}')
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
    const port = (server?.address() as AddressInfo | undefined)?.port
    useQueue(`https://127.0.0.1:${port}`)
    const failure = await receive()
    expect(failure.message).toContain('should begin with http://')
    expect(failure.permanent).toBe(true)
  })

  it('by nobody answering names the host and the variables', async () => {
    useQueue('http://127.0.0.1:1')
    const failure = await receive()
    expect(failure.message).toContain('Nothing answers at 127.0.0.1:1')
    expect(failure).toMatchObject({ permanent: false, status: undefined })
  })

  it.each(['headers', 'body'])('by silence ends at the call’s deadline (%s)', async (where) => {
    answer = (_, outgoing) => {
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

describe('acknowledge', () => {
  const messages = Array.from({ length: 25 }, (_, at) => ({
    messageId: `m${at}`,
    receiptHandle: `r${at}`,
    body: '',
    sentAt: new Date(),
    receiveCount: 1,
    receivedAtMs: 0,
  }))

  it('keeps what one call deleted though another fails', async () => {
    let calls = 0
    answer = (_, outgoing) => {
      calls += 1
      if (calls > 1) {
        outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
        outgoing.end('{"__type":"com.amazonaws.sqs#RequestThrottled","message":"no"}')
        return
      }
      const Successful = Array.from({ length: 5 }, (_, id) => ({ Id: String(id) }))
      outgoing.end(JSON.stringify({ Successful, Failed: [] }))
    }
    const { deleted, failure } = await openQueue().acknowledge(messages)
    expect(deleted).toHaveLength(5)
    expect(failure).not.toBeNull()
  })

  it('says which code an entry failed with', async () => {
    say(JSON.stringify({ Successful: [], Failed: [{ Id: '0', Code: 'ReceiptHandleIsInvalid' }] }))
    const { deleted, failure } = await openQueue().acknowledge(messages.slice(0, 1))
    expect(deleted).toEqual([])
    expect(failure).toMatchObject({ code: 'ReceiptHandleIsInvalid', permanent: false, status: 200 })
  })
})

describe('requests', () => {
  it('ask in both forms for what a message has to tell, signed for the queue’s own region', async () => {
    let body = ''
    let authorization = ''
    answer = () => undefined
    server?.removeAllListeners('request')
    server?.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
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
    server?.removeAllListeners('request')
    server?.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
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

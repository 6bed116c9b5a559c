import { describe, expect, it } from 'vitest'
import { openQueue } from '@/lib/queue/open-queue'

import { refusal, reply, useQueueStub } from '@/test/support/fixtures/queue-stub'

const stub = useQueueStub()

describe('acknowledge', () => {
  const messages = Array.from({ length: 25 }, (_, at) => ({
    messageId: `m${at}`,
    receiptHandle: `r${at}`,
    body: '',
    sentAt: new Date(),
    receiveCount: 1,
    receivedAtMs: 0,
  }))

  const deleting = (count: number) =>
    reply(
      JSON.stringify({
        Successful: Array.from({ length: count }, (_, id) => ({ Id: String(id) })),
      }),
    )

  it('deletes what the queue confirms, and says what it does not', async () => {
    const three = messages.slice(0, 3)
    stub.answer = deleting(3)
    expect(await openQueue().acknowledge(three)).toEqual({ deleted: three, failure: null })
    stub.answer = deleting(2)
    const { deleted, failure } = await openQueue().acknowledge(three)
    expect(deleted).toEqual(three.slice(0, 2))
    expect(failure).toMatchObject({ code: 'NotConfirmed', permanent: false })
  })

  it('takes a list that is null for an empty one', async () => {
    const Failed = [{ Id: '0', Code: 'ReceiptHandleIsInvalid', SenderFault: true }]
    stub.answer = reply(JSON.stringify({ Successful: null, Failed }))
    const refused = await openQueue().acknowledge(messages.slice(0, 1))
    expect(refused).toMatchObject({ deleted: [], failure: { code: 'ReceiptHandleIsInvalid' } })
    stub.answer = reply(JSON.stringify({ Successful: null, Failed: null }))
    const silent = await openQueue().acknowledge(messages.slice(0, 1))
    expect(silent).toMatchObject({ deleted: [], failure: { code: 'NotConfirmed', status: 200 } })
  })

  it.each([
    ['twice', ['0', '0', '1']],
    ['with an id that was not asked for', ['0', '1', '7']],
    ['with an id that is empty', ['1', '0', '']],
  ])('takes nothing for deleted because an entry is confirmed %s', async (_, ids) => {
    stub.answer = reply(JSON.stringify({ Successful: ids.map((Id) => ({ Id })), Failed: [] }))
    const three = messages.slice(0, 3)
    const { deleted, failure } = await openQueue().acknowledge(three)
    expect(deleted).toEqual(three.slice(0, 2))
    expect(failure).toMatchObject({ code: 'NotConfirmed' })
  })

  it('asks again where the first answer is none', async () => {
    let calls = 0
    stub.answer = (incoming, outgoing) => {
      calls += 1
      const answer = calls === 1 ? refusal('InternalError', 500) : deleting(3)
      answer(incoming, outgoing)
    }
    const { deleted, failure } = await openQueue().acknowledge(messages.slice(0, 3))
    expect([deleted.length, failure, calls]).toEqual([3, null, 2])
  })

  it('keeps what one call deleted though another fails', async () => {
    let calls = 0
    stub.answer = (_, outgoing) => {
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

  it('says why some are not deleted though a later call deletes all of its own', async () => {
    let calls = 0
    stub.answer = (incoming, outgoing) => {
      calls += 1
      if (calls === 1) deleting(5)(incoming, outgoing)
      else setTimeout(() => deleting(10)(incoming, outgoing), 50)
    }
    const { deleted, failure } = await openQueue().acknowledge(messages.slice(0, 20))
    expect(deleted).toHaveLength(15)
    expect(failure).toMatchObject({ code: 'NotConfirmed' })
  })

  it('makes no further calls once one failed in a way that the next will, too', async () => {
    let calls = 0
    stub.answer = (_, outgoing) => {
      calls += 1
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      outgoing.end('{"__type":"com.amazonaws.sqs#AccessDenied","message":"no"}')
    }
    const many = Array.from({ length: 20 }, () => messages).flat()
    const { deleted, failure } = await openQueue().acknowledge(many)
    expect(deleted).toEqual([])
    expect(failure).toMatchObject({ permanent: true })
    expect(calls).toBeLessThan(many.length / 10)
  })

  it('makes no further calls once one was not answered', async () => {
    let calls = 0
    stub.answer = (incoming, outgoing) => {
      // Those that the SDK makes are about the same messages.
      if (incoming.headers['amz-sdk-request'] === undefined) calls += 1
      outgoing.destroy()
    }
    const many = Array.from({ length: 20 }, () => messages).flat()
    const { deleted, failure } = await openQueue().acknowledge(many)
    expect(deleted).toEqual([])
    expect(failure).toMatchObject({ permanent: false, status: undefined })
    expect(calls).toBeLessThan(many.length / 10)
  })

  it.each([true, false])('says whether the queue faults the message: %s', async (SenderFault) => {
    stub.answer = reply(JSON.stringify({ Failed: [{ Id: '0', Code: 'Unknown', SenderFault }] }))
    const { failure } = await openQueue().acknowledge(messages.slice(0, 1))
    expect(failure).toMatchObject({ code: 'Unknown', blamesMessages: SenderFault })
  })

  it('says which code an entry failed with', async () => {
    stub.answer = reply(
      JSON.stringify({ Successful: [], Failed: [{ Id: '0', Code: 'ReceiptHandleIsInvalid' }] }),
    )
    const { deleted, failure } = await openQueue().acknowledge(messages.slice(0, 1))
    expect(deleted).toEqual([])
    expect(failure).toMatchObject({ code: 'ReceiptHandleIsInvalid', permanent: false, status: 200 })
  })
})

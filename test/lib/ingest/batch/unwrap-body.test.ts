import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { parseLogins } from '@/lib/ingest/batch/parse-logins'
import { unwrapBody } from '@/lib/ingest/batch/unwrap-body'
import { GOOD } from '@/test/support/pipeline'

const plain = JSON.stringify(GOOD)
const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64')
const sns = (Message: string, change = {}) =>
  JSON.stringify({
    Type: 'Notification',
    TopicArn: 'arn:aws:sns:eu-west-1:1:t',
    MessageId: 'sns-1',
    Message,
    ...change,
  })
const event = (detail: unknown) =>
  JSON.stringify({ id: 'event-1', 'detail-type': 'login', source: 'app', detail })

describe('unwrapBody', () => {
  it.each([
    ['as it is', plain, null],
    ['after a byte order mark', `\ufeff${plain}`, null],
    ['as base64', base64(plain), null],
    ['as base64 in the lines of MIME', base64(plain).replace(/.{40}/g, '$&\r\n'), null],
    ['as base64 for URLs', Buffer.from(plain).toString('base64url'), null],
    ['as base64 of gzip', base64(gzipSync(plain)), null],
    ['in an SNS notification', sns(plain), 'sns-1'],
    ['in an SNS notification, as base64 of gzip', sns(base64(gzipSync(plain))), 'sns-1'],
    ['in an EventBridge event', event(GOOD), 'event-1'],
    ['in an event that SNS passed on', sns(event(GOOD)), 'sns-1'],
  ])('finds a login %s', (_, body, envelopeId) => {
    const isWrapped = envelopeId !== null
    expect(unwrapBody(body)).toEqual({ json: GOOD, envelopeId, isWrapped })
  })

  it.each([
    ['what is no JSON', 'so long', 'not-json'],
    [
      'base64 of what is no text',
      base64(Buffer.from([0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0xfa])),
      'not-json',
    ],
    // Read all the same, it would be another text than was sent.
    [
      'base64 of JSON in Latin-1',
      base64(Buffer.from(JSON.stringify({ ...GOOD, user_id: 'Jos\u00e9' }), 'latin1')),
      'not-json',
    ],
    ['a gzip bomb', base64(gzipSync(Buffer.alloc(8 * 1024 * 1024, 32))), 'not-json'],
    ['a confirmation', sns('x', { Type: 'SubscriptionConfirmation' }), 'subscription-confirmation'],
    ['an SNS notification of text', sns('hello'), 'no-login-inside'],
    ['an event without a login', event('hello'), 'no-login-inside'],
    ['a pointer into S3 that SNS passed on', sns('["x.PayloadS3Pointer",{}]'), 's3-pointer'],
    [
      'a pointer into S3',
      '["software.amazon.payloadoffloading.PayloadS3Pointer",{}]',
      's3-pointer',
    ],
  ])('says one reason for %s', (_, body, reason) => {
    expect(unwrapBody(body)).toEqual({ reason })
  })

  it('keeps no id that is not a plain one', () => {
    expect(unwrapBody(sns(plain, { MessageId: 'a b\0' }))).toMatchObject({ envelopeId: null })
    expect(unwrapBody(sns(plain, { MessageId: 'x'.repeat(200) }))).toMatchObject({
      envelopeId: null,
    })
    expect(unwrapBody(sns(plain, { MessageId: 7 }))).toMatchObject({ envelopeId: null })
  })

  it('takes off no more envelopes than a few', () => {
    let deep: unknown = GOOD
    for (let depth = 0; depth < 5; depth += 1) deep = JSON.parse(event(deep))
    expect(unwrapBody(JSON.stringify(deep))).toEqual({ reason: 'no-login-inside' })
  })

  it('takes null for the JSON that it is', () => {
    expect(unwrapBody('null')).toEqual({ json: null, envelopeId: null, isWrapped: false })
  })
})

describe('a wrapped login', () => {
  it('is known by the queue’s own id and time, and keeps its envelope’s id beside', () => {
    const sentAt = new Date('2026-11-20T23:59:59.999Z')
    const message = { messageId: 'of the queue', receiptHandle: 'r', body: sns(plain), sentAt }
    const { logins } = parseLogins([{ ...message, receiveCount: 1, receivedAtMs: 0 }])
    expect(logins).toMatchObject([{ messageId: 'of the queue', sentAt, envelopeId: 'sns-1' }])
  })

  it('is rejected for what is wrong with itself', () => {
    // What else it has does not make it something else.
    const body = sns(JSON.stringify({ ...GOOD, ip: 'x', more: 1 }))
    const message = { messageId: 'm', receiptHandle: 'r', body, sentAt: new Date() }
    const { rejected } = parseLogins([{ ...message, receiveCount: 1, receivedAtMs: 0 }])
    expect(rejected[0]?.reasons).toEqual([{ field: 'ip', code: 'not-an-ip' }])
  })

  it('is rejected by one reason where its envelope holds something else', () => {
    const body = sns(JSON.stringify({ order: 7 }))
    const message = { messageId: 'm', receiptHandle: 'r', body, sentAt: new Date() }
    const { rejected } = parseLogins([{ ...message, receiveCount: 1, receivedAtMs: 0 }])
    expect(rejected[0]?.reasons).toEqual([{ field: null, code: 'no-login-inside' }])
  })
})

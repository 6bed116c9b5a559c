import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deliver } from '@/lib/alerts/deliver/deliver'
import { testMessage } from '@/lib/alerts/message'
import type { DeliveryChannel } from '@/lib/db/alerts/delivery-channels'
import { type Receiver, startReceiver } from '@/test/support/alerts/receiver'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const SECRET = 'of the tests'
const channel = (part: Partial<DeliveryChannel> = {}): DeliveryChannel => ({
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'webhook',
  target: receiver.url(),
  secret: SECRET,
  mailFrom: null,
  mailTo: null,
  ...part,
})

describe('a webhook', () => {
  it('is told in JSON, signed, with the id of the message', async () => {
    const message = testMessage()
    const attempt = await deliver(channel(), message)
    expect(attempt).toMatchObject({ isDelivered: true, status: 200, answer: 'thanks' })
    expect(attempt.problem).toBeNull()
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = receiver.received
    expect(path).toBe('/hook')
    expect(JSON.parse(body)).toEqual(message)
    expect(Object.keys(JSON.parse(body))).toEqual([
      'id',
      'rule',
      'severity',
      'state',
      'since',
      'at',
      'summary',
      'url',
    ])
    expect(headers['content-type']).toBe('application/json')
    expect(headers['veilgate-delivery']).toBe(message.id)
    const sentSeconds = Number(headers['veilgate-timestamp'])
    expect(Number.isInteger(sentSeconds)).toBe(true)
    expect(Math.abs(Date.now() / 1_000 - sentSeconds)).toBeLessThan(60)
    const signed = `${headers['veilgate-timestamp']}.${body}`
    const expected = createHmac('sha256', SECRET).update(signed).digest('hex')
    expect(headers['veilgate-signature']).toBe(`v1=${expected}`)
  })

  it.each([400, 404, 429, 500, 503])(
    'that answers %i is not told, and is shown',
    async (status) => {
      receiver.answer((response) =>
        response.writeHead(status).end('out of order\n\u0000 \u001b[1m'),
      )
      const attempt = await deliver(channel(), testMessage())
      expect(attempt).toMatchObject({
        isDelivered: false,
        status,
        problem: `It answered ${status}.`,
      })
      expect(attempt.answer).toBe('out of order [1m')
    },
  )

  it('that redirects is not followed', async () => {
    receiver.answer((response) =>
      response.writeHead(307, { location: receiver.url('/elsewhere') }).end(),
    )
    const attempt = await deliver(channel(), testMessage())
    expect(attempt).toMatchObject({ isDelivered: false, status: 307 })
    expect(attempt.problem).toMatch(/redirects are not followed/)
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook'])
  })

  it('that answers at length is read to 4 kB, and shown to 200 characters', async () => {
    let written = 0
    receiver.answer((response) => {
      const chunk = 'x'.repeat(64 * 1_024)
      const write = () => {
        for (; written < 50_000_000 && !response.destroyed; written += chunk.length) {
          if (!response.write(chunk)) return void response.once('drain', write)
        }
        response.end()
      }
      write()
    })
    const attempt = await deliver(channel(), testMessage())
    expect(attempt).toMatchObject({ isDelivered: true, answer: 'x'.repeat(200) })
    expect(written).toBeLessThan(50_000_000)
  })

  it('that hangs is given up', async () => {
    receiver.answer(() => undefined)
    const attempt = await deliver(channel(), testMessage(), { timeoutMs: 200 })
    expect(attempt).toMatchObject({ isDelivered: false, status: null })
    expect(attempt.problem).toMatch(/^No answer in time/)
  })

  it('that hangs in the middle of its answer is given up', async () => {
    receiver.answer((response) => void response.write('so'))
    const attempt = await deliver(channel(), testMessage(), { timeoutMs: 200 })
    expect(attempt).toMatchObject({ isDelivered: false })
  })

  it('that is not there is not told, in words that do not hold its URL', async () => {
    const target = receiver.url('/s3cret')
    await receiver.close()
    const attempt = await deliver(channel({ target }), testMessage())
    expect(attempt).toMatchObject({ isDelivered: false, status: null })
    expect(attempt.problem).toMatch(/ECONNREFUSED/)
    expect(JSON.stringify(attempt)).not.toContain('s3cret')
  })

  it.each(['http://169.254.169.254/latest/meta-data', 'http://[fd00:ec2::254]/'])(
    'is never a metadata service: %s',
    async (target) => {
      const attempt = await deliver(channel({ target }), testMessage())
      expect(attempt).toMatchObject({ isDelivered: false, status: null, answer: null })
      expect(attempt.problem).toMatch(/metadata service/)
    },
  )

  it('is sent to the address that was looked at, though its name means another by then', async () => {
    const { port } = new URL(receiver.url())
    const target = `http://changing.example.com:${port}/hook`
    const answers = ['127.0.0.1', '169.254.169.254']
    const resolve = async () => [{ address: answers.shift() ?? '', family: 4 }]
    expect(await deliver(channel({ target }), testMessage(), { resolve })).toMatchObject({
      isDelivered: true,
    })
    // The next request looks again, and is refused.
    expect(await deliver(channel({ target }), testMessage(), { resolve })).toMatchObject({
      isDelivered: false,
      problem: expect.stringMatching(/metadata service/),
    })
    expect(receiver.received).toHaveLength(1)
  })

  it('whose name is not answered for is given up', async () => {
    const resolve = () => new Promise<never>(() => undefined)
    const target = 'http://slow.example.com/'
    const attempt = await deliver(channel({ target }), testMessage(), { resolve, timeoutMs: 100 })
    expect(attempt.problem).toMatch(/^No answer in time/)
  })
})

describe('a Slack-compatible webhook', () => {
  it('is told in a text, unsigned', async () => {
    const message = { ...testMessage(), state: 'firing', summary: 'a <b> & c' } as const
    expect(await deliver(channel({ kind: 'slack' }), message)).toMatchObject({ isDelivered: true })
    const [{ headers, body } = { headers: {}, body: '{}' }] = receiver.received
    expect(Object.keys(headers).filter((name) => name.startsWith('veilgate'))).toEqual([])
    const { text, ...rest } = JSON.parse(body)
    expect(rest).toEqual({})
    expect(text).toContain('*Firing* (info): a &lt;b&gt; &amp; c')
    expect(text).toContain(message.url)
  })
})

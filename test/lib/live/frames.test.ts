import { createGunzip, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { streamEncoder } from '@/lib/live/frames'
import type { LiveMessage } from '@/lib/model/live/live-message'
import { liveEvent } from '@/test/support/live-event'
import { loginRow } from '@/test/support/login-row'

const message = (seq: number): LiveMessage => ({
  kind: 'whole',
  epoch: 'a',
  seq,
  event: liveEvent({ logins: [loginRow(seq)] }),
})
const messages = [1, 2, 3, 4, 5].map(message)
const text = (of: LiveMessage[]) =>
  of.map((one) => `event: live\ndata: ${JSON.stringify(one)}\n\n`).join('')

it.each([0, 3])(
  'writes the same, compressed or not, to a stream that begins at message %d',
  (at) => {
    const sent = messages.slice(at)
    for (const encoding of ['identity', 'gzip'] as const) {
      const encoder = streamEncoder(encoding)
      const bytes = Buffer.concat([encoder.head(), ...sent.map(encoder.frame), encoder.tail()])
      const read = encoding === 'gzip' ? gunzipSync(bytes) : bytes
      expect(read.toString()).toBe(text(sent))
    }
  },
)

it('lets each message be read before the next is there', async () => {
  const encoder = streamEncoder('gzip')
  const gunzip = createGunzip()
  let read = ''
  gunzip.setEncoding('utf8').on('data', (piece) => {
    read += piece
  })
  gunzip.write(encoder.head())
  for (const [at, one] of messages.entries()) {
    gunzip.write(encoder.frame(one))
    await expect.poll(() => read).toBe(text(messages.slice(0, at + 1)))
  }
  gunzip.destroy()
})

it('serialises and compresses a message once for all streams', () => {
  const [one] = messages as [LiveMessage]
  for (const encoding of ['identity', 'gzip'] as const) {
    expect(streamEncoder(encoding).frame(one)).toBe(streamEncoder(encoding).frame(one))
  }
})

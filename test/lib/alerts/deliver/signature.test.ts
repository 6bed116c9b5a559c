import { createHmac, timingSafeEqual } from 'node:crypto'
import { expect, it } from 'vitest'
import { signatureHeaders } from '@/lib/alerts/deliver/signature'

const BODY = '{"id":"00000000-0000-4000-8000-000000000000","rule":"test"}'

it('a signature is the one of the documentation', () => {
  expect(signatureHeaders('secret', BODY, 1_764_158_400)).toEqual({
    'veilgate-timestamp': '1764158400',
    'veilgate-signature': 'v1=a06b269c302d745f1f6f3b235e8369bb0f2645070e2a5e74fab46da54b837923',
  })
})

/** As docs/alerts-webhook.md tells receivers to. */
function verify(headers: Record<string, string>, body: string, secret: string): boolean {
  const expected = createHmac('sha256', secret)
    .update(`${headers['veilgate-timestamp']}.${body}`)
    .digest()
  const given = Buffer.from(headers['veilgate-signature']?.replace(/^v1=/, '') ?? '', 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

it('a signature is verified as documented, and holds for one body, time and secret', () => {
  const headers = signatureHeaders('secret', BODY, 1_764_158_400)
  expect(verify(headers, BODY, 'secret')).toBe(true)
  expect(verify(headers, `${BODY} `, 'secret')).toBe(false)
  expect(verify(headers, BODY, 'other')).toBe(false)
  expect(verify({ ...headers, 'veilgate-timestamp': '1764158401' }, BODY, 'secret')).toBe(false)
})

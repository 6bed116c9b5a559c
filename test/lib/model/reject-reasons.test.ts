import { describe, expect, it } from 'vitest'
import {
  decodeReason,
  describeReason,
  describeReasons,
  encodeReason,
  isReasonText,
  type RejectReason,
} from '@/lib/model/reject-reasons'
import { REASONS } from '@/test/support/reject-reasons'

describe('a reject reason', () => {
  it.each(REASONS)('%s is stored as a code and told in words', (stored, sentence) => {
    const reason = decodeReason(stored)
    expect(encodeReason(reason)).toBe(stored)
    expect(describeReason(reason)).toBe(sentence)
    expect([stored, sentence].map(isReasonText)).toEqual([true, false])
  })

  it.each(REASONS)('%s is read from the sentence of older versions', (stored, sentence) => {
    expect(encodeReason(decodeReason(sentence))).toBe(stored)
  })

  it.each(['', 'ip:', ':missing', 'ip:not-json', 'missing', 'constructor', 'ip:toString', 'x y'])(
    'that nobody knows is said to be unknown: %j',
    (stored) => {
      expect(decodeReason(stored)).toEqual({ field: null, code: 'unknown' })
      expect(isReasonText(stored)).toBe(false)
    },
  )
})

describe('describeReasons', () => {
  const missing = (field: string): RejectReason => ({ field, code: 'missing' })

  it('says once what is the same of several fields', () => {
    expect(
      describeReasons([
        missing('user_id'),
        { field: 'ip', code: 'not-an-ip' },
        missing('device_type'),
        missing('device_id'),
      ]),
    ).toEqual(['user_id, device_type and device_id are missing.', 'ip is not an IP address.'])
  })

  it('leaves a reason that is not about a field as it is', () => {
    expect(describeReasons([{ field: null, code: 'not-json' }])).toEqual([
      'The message is not JSON.',
    ])
  })
})

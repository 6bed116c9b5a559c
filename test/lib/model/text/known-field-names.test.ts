import { describe, expect, it } from 'vitest'
import { knownFieldNames } from '@/lib/model/text/known-field-names'

const FIELDS = ['app_version', 'create_date', 'device_id', 'device_type', 'ip', 'locale', 'user_id']

describe('knownFieldNames', () => {
  it.each([
    [[], []],
    [
      ['user_id', 'ip'],
      ['ip', 'user_id'],
    ],
    [
      // All that a message may say, and what others give a login.
      [...FIELDS, 'message_id', 'sent_at', 'run_id', 'risk', 'envelope_id', 'app_version_text'],
      [...FIELDS, '(6 others)'],
    ],
    [['JaneDoe'], ['(1 other)']],
    [
      ['ip', 'Mueller_Hans_Berlin', 'toString', '__proto__'],
      ['ip', '(3 others)'],
    ],
    // As stored by this version, and by earlier ones.
    [
      ['ip', '(2 others)'],
      ['ip', '(2 others)'],
    ],
    [
      ['(unusual name)', 'JaneDoe', 'ip'],
      ['ip', '(2 others)'],
    ],
    // A sender's names that look like that, but for what stands around it.
    [['x(9 others)', '(9 others)x'], ['(2 others)']],
  ])('of %j are %j', (names, shown) => {
    expect(knownFieldNames(names)).toEqual(shown)
  })
})

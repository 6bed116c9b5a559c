import { expect, it } from 'vitest'
import { shortReasons } from '@/components/rejected/short-reasons'

it('says once what is the same of several fields', () => {
  expect(
    shortReasons([
      'user_id is missing.',
      'ip is not an IP address.',
      'device_type is missing.',
      'device_id is missing.',
    ]),
  ).toEqual(['user_id, device_type and device_id are missing.', 'ip is not an IP address.'])
})

it('leaves a reason that is not about a field as it is', () => {
  expect(shortReasons(['The message is not JSON.'])).toEqual(['The message is not JSON.'])
})

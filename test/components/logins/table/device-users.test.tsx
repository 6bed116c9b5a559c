import { expect, it } from 'vitest'
import { DeviceUsersCell } from '@/components/logins/table/device-users'
import type { LoginRow } from '@/lib/model/login'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { renderedText } from '@/test/support/render'

const shown = (device: string | null, deviceUsers: Record<string, number> | null) =>
  renderedText(
    <DeviceUsersCell login={{ maskedDeviceId: device } as LoginRow} deviceUsers={deviceUsers} />,
  )

it('takes a device that nobody shares for one of a single user', () => {
  expect(shown('a', { a: 4 })).toBe('4')
  expect(shown('b', { a: 4 })).toBe('1')
})

it('claims nothing of what is not known', () => {
  expect(shown('a', null)).toBe('…')
  expect(shown(null, { a: 4 })).toBe('none')
  expect(shown(HIDDEN_ORIGINAL, { [HIDDEN_ORIGINAL]: 4 })).toBe('none')
})

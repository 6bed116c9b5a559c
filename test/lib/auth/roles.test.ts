import { expect, it } from 'vitest'
import { parseRole, roles } from '@/lib/auth/roles'
import { can, ROLE_NAMES } from '@/lib/model/permissions'

it.each(['', 'root', 'Admin', 'admin,operator', 'toString', null, undefined])(
  'takes a stored role that is none of ours for the least: %s',
  (stored) => {
    expect(parseRole(stored)).toBe('operator')
    expect(can({ role: parseRole(stored) }, 'reveal')).toBe(false)
  },
)

it.each(ROLE_NAMES)('lets nobody act as somebody else: %s', (role) => {
  expect(roles[role]?.authorize({ user: ['impersonate'] }).success).toBe(false)
})

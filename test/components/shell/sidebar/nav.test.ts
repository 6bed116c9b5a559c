import { expect, it } from 'vitest'
import { navFor } from '@/components/shell/sidebar/nav'

const everyday = [
  '/',
  '/logins',
  '/devices',
  '/ips',
  '/rejected',
  '/dead-letters',
  '/runs',
  '/workers',
  '/help',
]

it.each([
  ['operator', everyday],
  ['admin', [...everyday, '/reveal', '/audit', '/settings']],
] as const)('leads each role to the pages it may use: %s', (role, pages) => {
  expect(navFor(role).map(({ href }) => href)).toEqual(pages)
})

import { expect, it } from 'vitest'
import { isCurrent, navFor } from '@/components/shell/sidebar/nav'

const everyday = [
  '/',
  '/logins',
  '/devices',
  '/ips',
  '/rejected',
  '/dead-letters',
  '/runs',
  '/workers',
  '/settings/alerts',
  '/help',
]

it.each([
  ['operator', everyday],
  ['admin', [...everyday, '/reveal', '/audit', '/settings']],
] as const)('leads each role to the pages it may use: %s', (role, pages) => {
  expect(navFor(role).map(({ href }) => href)).toEqual(pages)
})

it.each([
  ['/', ['/']],
  ['/runs/7', ['/runs']],
  ['/settings/users', ['/settings']],
  ['/settings/alerts', ['/settings/alerts']],
  ['/elsewhere', []],
])('marks one page as the current one: %s', (pathname, current) => {
  const items = navFor('admin').filter((item) => isCurrent(item, pathname))
  expect(items.map(({ href }) => href)).toEqual(current)
})

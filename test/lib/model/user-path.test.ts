import { expect, it } from 'vitest'
import { eraseHref, userHref, userIdIn } from '@/lib/model/user-path'

const IDS = [
  'ann',
  'a/b',
  'a\\b',
  '',
  '.',
  '..',
  '...',
  '~',
  '~.',
  '~~',
  '%2F',
  'a b?c#d',
  '🐇'.repeat(128),
  'ü\n',
]

it.each(IDS)('finds the user %j again', (id) => {
  const url = new URL(userHref(id), 'https://console.example')
  const segments = url.pathname.split('/')
  expect(segments).toHaveLength(3)
  expect(segments[1]).toBe('users')
  expect(url.search + url.hash).toBe('')
  expect(userIdIn(segments[2] as string)).toBe(id)
})

it('tells what no user can have', () => {
  expect(userIdIn('%E0%A4%A')).toBeNull()
  expect(userIdIn('a%00b')).toBeNull()
  expect(userIdIn('\ud800')).toBeNull()
  expect(userIdIn('x'.repeat(129))).toBeNull()
})

it('hands the id to the erasure', () => {
  const url = new URL(eraseHref('a&b=c/🐇'), 'https://console.example')
  expect(url.pathname).toBe('/settings/erase')
  expect(url.searchParams.get('user')).toBe('a&b=c/🐇')
})

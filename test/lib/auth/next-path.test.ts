import { describe, expect, it } from 'vitest'
import { safeNext, signInPath } from '@/lib/auth/next-path'

describe('the way back after signing in', () => {
  it.each([
    '/logins',
    '/runs/7',
    '/logins?type=ios&sort=asc',
    '/',
    '/rejected?q=%2F%2Fevil',
    '/users/api',
  ])('leads to %s', (path) => expect(safeNext(path)).toBe(path))

  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    'logins',
    '',
    '/sign-in',
    '/sign-in?next=/sign-in',
    '/api/live',
    '/./..//evil.example',
    `/${'x'.repeat(3_000)}`,
    undefined,
    null,
    7,
    ['/logins'],
  ])('does not lead to %j', (value) => expect(safeNext(value)).toBe('/'))

  it('is part of the address to sign in at, unless it is the overview', () => {
    expect(signInPath('/logins?a=b&c=d')).toBe('/sign-in?next=%2Flogins%3Fa%3Db%26c%3Dd')
    expect(signInPath('/')).toBe('/sign-in')
    expect(signInPath('//evil.example')).toBe('/sign-in')
    expect(signInPath(null)).toBe('/sign-in')
  })
})

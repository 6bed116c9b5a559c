import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { sessionCookieName } from '@/lib/auth/session/session-cookie'
import { provideEnv } from '@/lib/env'
import { PROBED } from '@/lib/web/probed'
import { OPEN_FILES } from '@/lib/web/refuse-request'
import { askProxy as ask } from '@/test/support/proxies/ask-proxy'
import { signedSession } from '@/test/support/signed-session'

/** The headers that the browser sees, but for what differs each time. */
function comparable({ headers }: Response): Record<string, string> {
  const all = [...headers].filter(
    ([name]) => !name.startsWith('x-middleware') && name !== 'set-cookie',
  )
  return Object.fromEntries(
    all.map(([name, value]) => [name, value.replace(/'nonce-[^']+'/g, 'NONCE')]),
  )
}

afterEach(() => provideEnv({ VEILGATE_URL: '', VEILGATE_AUTH_SECRET: '' }))

describe('before every request', () => {
  it.each(['/', '/logins?type=ios', '/runs/7', '/rejected', '/anything'])(
    '%s without a session leads to signing in and back',
    (path) => {
      const response = ask(path, { session: false })
      expect(response.status).toBe(307)
      const location = new URL(response.headers.get('location') ?? '')
      expect(location.origin).toBe('http://127.0.0.1:3000')
      expect(location.pathname).toBe('/sign-in')
      expect(location.searchParams.get('next') ?? '/').toBe(path)
    },
  )

  it('answers machines without a session in their own way', () => {
    expect(ask('/api/live', { session: false }).status).toBe(401)
    const post = ask('/', {
      method: 'POST',
      session: false,
      headers: { origin: 'http://127.0.0.1:3000' },
    })
    expect(post.status).toBe(401)
  })

  it('tells an action that is called without a session in words that the page shows', async () => {
    const headers = { origin: 'http://127.0.0.1:3000', 'next-action': 'x' }
    const response = ask('/', { method: 'POST', session: false, headers })
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      401,
      'text/plain',
      'You are no longer signed in.',
    ])
  })

  it('gives Next no body to hang up on where it asks for the action of another page', async () => {
    const headers = { origin: 'http://127.0.0.1:3000', 'x-action-forwarded': '1' }
    const response = ask('/', { method: 'POST', session: false, headers })
    expect([response.status, await response.text()]).toEqual([401, ''])
    const foreign = ask('/', {
      method: 'POST',
      headers: { ...headers, origin: 'http://a.example' },
    })
    expect([foreign.status, await foreign.text()]).toEqual([403, ''])
  })

  it.each([
    ['http://localhost:3000', '1', 200],
    ['http://[::1]:3000', '1', 200],
    ['http://localhost:3001', '1', 403],
    ['http://localhost', '1', 403],
    ['http://localhost.evil.example:3000', '1', 403],
    ['http://localhost:3000', undefined, 403],
  ])(
    'answers a page of %s, for which Next asks itself: %s, with %d',
    (origin, forwarded, status) => {
      const headers = { origin, ...(forwarded && { 'x-action-forwarded': forwarded }) }
      const response = ask('/', { method: 'POST', headers })
      expect(response.status).toBe(status)
      if (status !== 200) return
      // Which Next compares with the origin.
      const host = response.headers.get('x-middleware-request-x-forwarded-host')
      expect(`http://${host}`).toBe(origin)
    },
  )

  it.each(['/devices/%', '/%E0%A4%A', '/api/shared/%ff/export'])(
    'refuses %s, which is no address',
    (path) => {
      expect(ask(path).status).toBe(400)
    },
  )

  it.each(['/sign-in', '/service-worker', '/api/v1/logins', ...PROBED])(
    'leaves %s open',
    (path) => {
      const response = ask(path, { session: false })
      expect(response.status).toBe(200)
      expect(response.headers.get('location')).toBeNull()
    },
  )

  it.each([
    '/sign-in/',
    '/sign-in/x',
    '/api/health/x',
    '/api/healthy',
    '/api/metrics/x',
    '/SIGN-IN',
  ])('does not take %s for an open address', (path) =>
    expect(ask(path, { session: false }).status).not.toBe(200),
  )

  it.each<Record<string, string>>([
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:3001' },
    { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
  ])('refuses a write that says it comes from %j', (headers) => {
    expect(ask('/', { method: 'POST', headers }).status).toBe(403)
  })

  it.each([
    ['https', 200],
    ['http', 403],
  ])(
    'answers a write of a page that came over %s with %d where the site is https',
    (scheme, status) => {
      provideEnv({ VEILGATE_URL: 'https://veilgate.example.com' })
      const headers = { origin: `${scheme}://veilgate.example.com` }
      const cookie = `${sessionCookieName(true)}=token.signature`
      const response = ask('/', { method: 'POST', session: false, headers: { ...headers, cookie } })
      expect(response.status).toBe(status)
    },
  )

  it('lets a write of our own page pass, and tells Next our own host', () => {
    const response = ask('/', {
      method: 'POST',
      headers: { origin: 'http://127.0.0.1:3000', 'x-forwarded-host': 'evil.example' },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-middleware-request-x-forwarded-host')).toBe('127.0.0.1:3000')
  })

  it('tells pages the path that was asked for, whatever the client claims', () => {
    const response = ask('/logins?a=b', { headers: { 'x-veilgate-path': '/elsewhere' } })
    expect(response.headers.get('x-middleware-request-x-veilgate-path')).toBe('/logins?a=b')
  })

  it.each([
    '/icons/x',
    '/_next/image',
    '/_next/image?url=x',
    '/favicon.ico/x',
    '/iconsx',
    '/_next/data/x',
  ])('guards %s as it guards /logins', (path) => {
    expect(ask(path, { session: false }).status).toBe(307)
    for (const method of ['POST', 'PUT', 'DELETE']) expect(ask(path, { method }).status).toBe(403)
    expect(comparable(ask(path))).toEqual(comparable(ask('/logins')))
  })

  it.each([...OPEN_FILES, '/_next/static/missing', '/_next/static/chunks/a.js'])(
    'lets everybody read %s, with the headers of /logins, and nobody write to it',
    (path) => {
      const response = ask(path, { session: false })
      expect(response.status).toBe(200)
      const { 'cache-control': _, ...headers } = comparable(ask('/logins'))
      expect(comparable(response)).toEqual(headers)
      for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
        const own = { origin: 'http://127.0.0.1:3000' }
        expect(ask(path, { method, headers: own }).status).toBe(405)
      }
    },
  )

  it('knows all files that are served as they are, and is skipped by nothing', () => {
    const icons = readdirSync('public', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `/${join(parentPath, name).split(sep).slice(1).join('/')}`)
    for (const path of icons) expect(OPEN_FILES).toContain(path)
    expect(readFileSync('proxy.ts', 'utf8')).not.toMatch(/export const config/)
  })

  it('refuses by its length what is too large, before it is read', () => {
    const headers = { origin: 'http://127.0.0.1:3000', 'content-length': '10000000' }
    expect(ask('/sign-in', { method: 'POST', headers }).status).toBe(413)
    expect(ask('/sign-in', { method: 'POST', session: false, headers }).status).toBe(413)
  })

  it.each(['evil.example', 'evil.example:3000', '127.0.0.1.evil.example', 'localhost.', ''])(
    'does not answer for the host %j, unless it was told of one',
    (host) => {
      expect(ask('/sign-in', { headers: { host } }).status).toBe(421)
      provideEnv({ VEILGATE_URL: 'http://veilgate.example.com' })
      expect(ask('/sign-in', { headers: { host } }).status).toBe(200)
    },
  )

  it('leaves the session’s cookie as it is: its end is absolute', () => {
    for (const path of ['/logins', '/api/live']) {
      expect(ask(path).headers.getSetCookie()).toEqual([])
    }
  })

  it.each([
    ['http', ''],
    ['https', '__Host-'],
  ])('gives the session of an older version its new name over %s, once', (scheme, prefix) => {
    const secret = 'the secret of this console, long enough'
    const url = scheme === 'https' ? 'https://veilgate.example.com' : ''
    provideEnv({ VEILGATE_AUTH_SECRET: secret, VEILGATE_URL: url })
    const name = sessionCookieName(scheme === 'https')
    const value = encodeURIComponent(signedSession('token', secret))
    const older = `theme=dark; ${prefix}veilgate.session_token=${value}`

    const response = ask('/logins', { session: false, headers: { cookie: older } })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-middleware-request-cookie')).toContain(`; ${name}=${value}`)
    const [renamed, removed] = response.headers.getSetCookie()
    expect(renamed).toMatch(new RegExp(`^${name}=[^;]+; .*Max-Age=43200;.*HttpOnly`, 'i'))
    expect(removed).toMatch(new RegExp(`^${prefix}veilgate.session_token=;.*Max-Age=0`, 'i'))
    for (const cookie of [renamed, removed]) {
      expect(/; Secure/i.test(cookie ?? '')).toBe(scheme === 'https')
    }

    const own = `${older}; ${name}=${value}`
    const next = ask('/logins', { session: false, headers: { cookie: own } })
    expect([next.status, next.headers.getSetCookie()]).toEqual([200, []])
  })

  it('takes no session of another console on the host for its own', () => {
    provideEnv({ VEILGATE_AUTH_SECRET: 'the secret of this console, long enough' })
    const foreign = signedSession('token', 'the secret of another console')
    const cookie = `veilgate.session_token=${encodeURIComponent(foreign)}`
    const response = ask('/logins', { session: false, headers: { cookie } })
    expect([response.status, response.headers.getSetCookie()]).toEqual([307, []])
  })
})

import { NextRequest } from 'next/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { provideEnv } from '@/lib/env'
import { proxy } from '@/proxy'

type Options = { method?: string; session?: boolean; headers?: Record<string, string> }

function ask(path: string, { method = 'GET', session = true, headers = {} }: Options = {}) {
  const all = new Headers({ host: '127.0.0.1:3000', ...headers })
  if (session) all.set('cookie', 'veilgate.session_token=token.signature')
  return proxy(new NextRequest(`http://127.0.0.1:3000${path}`, { method, headers: all }))
}

afterEach(() => provideEnv({ VEILGATE_URL: '' }))

describe('the headers of every answer', () => {
  it('lets scripts run by a nonce that is new each time', () => {
    const nonces = [ask('/'), ask('/')].map((response) => {
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("object-src 'none'")
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-/)
      expect(policy).not.toMatch(/style-src [^;]*'unsafe-/)
      return /'nonce-([A-Za-z0-9+/=]{20,})'/.exec(policy)?.[1]
    })
    expect(nonces[0]).toBeDefined()
    expect(nonces[0]).not.toBe(nonces[1])
  })

  it('keeps what machines ask for from being stored and from being compressed', () => {
    expect(ask('/api/live').headers.get('cache-control')).toBe('no-store, no-transform')
  })

  it('warns once where https ends in front of it and cookies are not secure', () => {
    const lines: string[] = []
    const spy = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => lines.push(`${text}`) > 0)
    for (let n = 0; n < 3; n += 1) ask('/', { headers: { 'x-forwarded-proto': 'https' } })
    spy.mockRestore()
    expect(lines).toEqual([expect.stringContaining('web.cookies-not-secure')])
  })

  it('is stricter where VEILGATE_URL is https', () => {
    provideEnv({ VEILGATE_URL: 'https://veilgate.example.com' })
    const headers = { cookie: '__Host-veilgate.session_token=a.b' }
    const response = ask('/', { session: false, headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('strict-transport-security')).toContain('max-age=')
    expect(ask('/').status).toBe(307)
    const foreign = { origin: 'http://127.0.0.1:3000' }
    expect(
      ask('/', { method: 'POST', session: false, headers: { ...headers, ...foreign } }).status,
    ).toBe(403)
    const insecure = { ...headers, origin: 'http://veilgate.example.com' }
    expect(ask('/', { method: 'POST', session: false, headers: insecure }).status).toBe(403)
    const own = { origin: 'https://veilgate.example.com' }
    expect(
      ask('/', { method: 'POST', session: false, headers: { ...headers, ...own } }).status,
    ).toBe(200)
  })

  it.each([{ session: true }, { session: false }])('sets the security headers (%j)', (options) => {
    const { headers } = ask('/', options)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('strict-transport-security')).toBeNull()
  })
})

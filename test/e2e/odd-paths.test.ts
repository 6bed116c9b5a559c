import { type APIRequestContext, expect, test } from '@playwright/test'
import { OPERATOR, signIn } from './support/accounts'

/** Under every prefix that has, or had, a way of its own, and files that there are. */
const PATHS = [
  ...['/icons/x', '/icons/', '/icons/icon-192.png/x', '/favicon.ico/x', '/icon.svg/x'],
  ...['/_next/static/missing', '/_next/static/chunks/missing.js', '/_next/static/../logins'],
  ...['/_next/image', '/_next/image?url=%2Ficon.svg&w=64&q=75', '/_next/data/x/logins.json'],
  ...['/_next/missing', '/%69cons/x', '/_next/%73tatic/x', '//icons/x', '/ICONS/x'],
  ...['/icons/icon-192.png', '/favicon.ico', '/icon.svg', '/manifest.webmanifest'],
]

const GUARDS = [
  ...['x-content-type-options', 'x-frame-options', 'referrer-policy', 'permissions-policy'],
  ...['cross-origin-opener-policy', 'cross-origin-resource-policy'],
]

const FOREIGN: Record<string, string>[] = [
  {},
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
]

let request: APIRequestContext
/** Before each path: two slashes alone would begin with a host. */
let site = ''

test.beforeEach(async ({ page, baseURL }) => {
  await signIn(page, OPERATOR)
  request = page.request
  site = baseURL ?? ''
})

test('no path is without the headers of /logins', async () => {
  const logins = (await request.get('/logins')).headers()
  for (const path of PATHS) {
    const response = await request.get(`${site}${path}`, { maxRedirects: 0 })
    const headers = response.headers()
    for (const name of GUARDS)
      expect([path, name, headers[name]]).toEqual([path, name, logins[name]])
    // Sent on to how it is written, there is nothing to frame.
    if (response.status() === 308) continue
    expect([path, headers['content-security-policy']]).toEqual([
      path,
      expect.stringContaining("frame-ancestors 'none'"),
    ])
  }
})

test('no path takes what another page writes', async () => {
  for (const path of PATHS) {
    for (const headers of FOREIGN) {
      const options = { headers, maxRedirects: 0, form: { a: 'b' } }
      for (const method of ['post', 'put', 'delete', 'patch'] as const) {
        const status = (await request[method](`${site}${path}`, options)).status()
        // A path that is written in an odd way may be sent to how it is written.
        expect([path, method, [308, 400, 403, 405].includes(status)]).toEqual([path, method, true])
      }
    }
  }
})

test('a body is refused by its length wherever it goes, and the nonce is not the client’s', async () => {
  const data = Buffer.alloc(2_000_000)
  for (const path of ['/sign-in', '/api/health', '/api/live', '/_next/static/x', '/logins']) {
    expect([path, (await request.post(path, { data })).status()]).toEqual([path, 413])
  }
  const given = { 'x-nonce': 'made-up', 'content-security-policy': "script-src 'unsafe-inline'" }
  for (const path of ['/icons/x', '/_next/static/missing', '/logins']) {
    const response = await request.get(path, { headers: given })
    expect(await response.text()).not.toContain('nonce="made-up"')
  }
})

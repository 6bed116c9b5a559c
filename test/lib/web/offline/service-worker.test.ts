import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { REMOVING_SCRIPT, serviceWorkerScript } from '@/lib/web/offline/service-worker'
import { UNREACHABLE_PAGE } from '@/lib/web/offline/unreachable-page'

type FetchEvent = { request: object; respondWith: (answer: Promise<Response>) => void }

/** A worker as a browser runs it; whatever it would use to keep something is not there. */
function start(script: string, fetch: () => Promise<Response> = () => Promise.reject(new Error())) {
  const listeners = new Map<string, (event: never) => void>()
  const did: string[] = []
  const self = {
    addEventListener: (name: string, listener: (event: never) => void) =>
      listeners.set(name, listener),
    skipWaiting: () => did.push('skipWaiting'),
    clients: { claim: () => did.push('claim') },
    registration: { unregister: () => did.push('unregister') },
  }
  runInNewContext(script, { self, fetch, URL, Response })
  return {
    did,
    /** What it answers; undefined where it leaves the request to the browser. */
    ask(path: string, { mode = 'navigate', method = 'GET' } = {}) {
      let answer: Promise<Response> | undefined
      const event: FetchEvent = {
        request: { url: `https://veilgate.example.com${path}`, mode, method },
        respondWith: (given) => {
          answer = given
        },
      }
      listeners.get('fetch')?.(event as never)
      return answer
    },
    tell: (name: string) => listeners.get(name)?.({ waitUntil: () => undefined } as never),
  }
}

describe('the service worker', () => {
  it('answers a navigation that fails with the page that tries again', async () => {
    const answer = await start(serviceWorkerScript('b1')).ask('/logins?type=ios')
    expect(answer?.status).toBe(503)
    expect(await answer?.text()).toContain('Veilgate is not reachable. Trying again…')
    expect(answer?.headers.get('cache-control')).toBe('no-store')
    expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each([
    [200, 200],
    [404, 404],
    [503, 503],
    [502, 'unreachable'],
    [504, 'unreachable'],
  ])('passes %d on as %s', async (status, expected) => {
    const worker = start(serviceWorkerScript('b1'), async () => new Response('own', { status }))
    const text = await (await worker.ask('/'))?.text()
    expect(text === 'own' ? status : 'unreachable').toBe(expected)
  })

  it.each([
    ['/logins', { mode: 'cors' }],
    ['/logins?_rsc=1', { mode: 'same-origin' }],
    ['/api/live', { mode: 'cors' }],
    ['/api/logins/export?export=1', { mode: 'navigate' }],
    ['/_next/static/chunks/a.js', { mode: 'no-cors' }],
    ['/sign-in', { mode: 'navigate', method: 'POST' }],
  ])('leaves %s (%j) alone', (path, how) => {
    expect(start(serviceWorkerScript('b1')).ask(path, how)).toBeUndefined()
  })

  it('uses nothing that could store an answer', () => {
    expect(serviceWorkerScript('b1')).not.toMatch(/caches|indexedDB|localStorage|\.put\(/)
  })

  it('is another script with each build, whatever the build is called', () => {
    expect(serviceWorkerScript('b1')).not.toBe(serviceWorkerScript('b2'))
    expect(() => start(serviceWorkerScript('a\nthrow 1'))).not.toThrow()
  })

  it('takes over at once', () => {
    const worker = start(serviceWorkerScript('b1'))
    for (const name of ['install', 'activate']) worker.tell(name)
    expect(worker.did).toEqual(['skipWaiting', 'claim'])
  })

  it('is removed by the script that stands in its place', () => {
    const worker = start(REMOVING_SCRIPT)
    for (const name of ['install', 'activate']) worker.tell(name)
    expect(worker.did).toEqual(['skipWaiting', 'unregister'])
    expect(worker.ask('/')).toBeUndefined()
  })
})

describe('the page for a lost network', () => {
  const { html, headers } = UNREACHABLE_PAGE

  it('has the colours of the console', () => {
    const spaceless = readFileSync('app/globals.css', 'utf8').replace(/\s/g, '')
    const tokens = [...html.matchAll(/--[\w-]+:light-dark\([^)]*\)/g)].map(([token]) => token)
    expect(tokens.length).toBeGreaterThan(10)
    for (const token of tokens) expect(spaceless).toContain(`${token};`)
    const used = [...html.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => `${name}:light-dark(`)
    for (const name of used) expect(html).toContain(name)
  })

  it('needs nothing but itself, and its policy allows exactly that', () => {
    expect(html).not.toMatch(/ (?:src|href)=|url\(|@import/)
    expect(html).not.toMatch(/ style=| on\w+=/)
    const policy = headers['content-security-policy']
    expect(policy).not.toContain('unsafe')
    expect(policy).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/)
  })
})

import { afterEach, expect, test, vi } from 'vitest'
import { provideEnv } from '@/lib/env'
import { askProxy as ask } from '@/test/support/proxies/ask-proxy'

afterEach(() => provideEnv({ VEILGATE_URL: '' }))

test('says where a refused write came from, the Host that came with it, and VEILGATE_URL', async () => {
  const foreign = { method: 'POST', headers: { origin: 'https://console.example.com/x' } }
  const unset = ask('/', foreign)
  // To the letter: else Next keeps the text from the page.
  expect(unset.headers.get('content-type')).toBe('text/plain')
  expect(await unset.text()).toBe(
    'This request was refused: it comes from https://console.example.com, and reached the console with the Host 127.0.0.1:3000. Where a proxy stands in front, set VEILGATE_URL to the address people open.',
  )
  provideEnv({ VEILGATE_URL: 'https://veilgate.example.com' })
  expect(await ask('/', foreign).text()).toBe(
    'This request was refused: it comes from https://console.example.com, while VEILGATE_URL says that people open https://veilgate.example.com (it reached the console with the Host 127.0.0.1:3000). Open the console there, or set VEILGATE_URL to the address in the browser.',
  )
})

test('says which Host it does not know, but repeats nothing that is none', async () => {
  expect(await ask('/', { headers: { host: 'evil.example' } }).text()).toContain(
    'it names the Host evil.example, which is unknown here. Set VEILGATE_URL',
  )
  const odd = ask('/', { headers: { host: '<script>' } })
  expect(await odd.text()).toContain('it names no Host')
})

test('logs a refused write once in a while, with what it said and what was expected', () => {
  vi.useFakeTimers({ now: Date.now() + 60_000 })
  const lines: string[] = []
  const spy = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((text) => lines.push(`${text}`) > 0)
  for (let n = 0; n < 5; n += 1) {
    ask('/', { method: 'POST', headers: { origin: 'https://evil.example' } })
  }
  spy.mockRestore()
  vi.useRealTimers()
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      event: 'web.origin-refused',
      origin: 'https://evil.example',
      host: '127.0.0.1:3000',
      VEILGATE_URL: 'not set',
    }),
  ])
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { markUnattended } from '@/components/shell/frame/mark-unattended'
import { UNATTENDED_HEADER } from '@/lib/model/session/unattended'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function page() {
  const listeners = new Map<string, (event: { isTrusted: boolean }) => void>()
  const seen: Headers[] = []
  const fetchAsEver = async (_input: RequestInfo | URL, init?: RequestInit) => {
    seen.push(new Headers(init?.headers))
    return new Response()
  }
  const ask = markUnattended(fetchAsEver as typeof fetch, {
    addEventListener: (name, listener) => void listeners.set(name, listener as never),
  })
  return {
    do: (name: string, isTrusted = true) => listeners.get(name)?.({ isTrusted }),
    isMarked: async (input: string | Request = '/runs/1', init?: RequestInit) => {
      await ask(input, init)
      return seen.at(-1)?.has(UNATTENDED_HEADER)
    },
    seen,
  }
}

it('says of requests that nobody touched the page for a minute', async () => {
  const { isMarked } = page()
  expect(await isMarked()).toBe(false)
  vi.advanceTimersByTime(59_000)
  expect(await isMarked()).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(await isMarked()).toBe(true)
})

it.each(['pointerdown', 'wheel', 'keydown', 'click', 'popstate'])(
  'takes a person’s %s for somebody who is there, and not a script’s',
  async (name) => {
    const { do: act, isMarked } = page()
    vi.advanceTimersByTime(60_000)
    act(name, false)
    expect(await isMarked()).toBe(true)
    act(name)
    expect(await isMarked()).toBe(false)
  },
)

it('keeps what a request says besides', async () => {
  const { isMarked, seen } = page()
  vi.advanceTimersByTime(60_000)
  await isMarked('/runs', { headers: { rsc: '1' } })
  await isMarked(new Request('http://localhost/runs', { headers: { rsc: '1' } }))
  expect(seen.map((headers) => headers.get('rsc'))).toEqual(['1', '1'])
})

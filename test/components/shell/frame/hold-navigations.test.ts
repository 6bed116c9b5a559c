import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { holdNavigations } from '@/components/shell/frame/hold-navigations'

const PAGE = { headers: { rsc: '1' } }

/** A console that can be taken away, and what the browser sees of it. */
function console_(gone: 'network' | 502 | 504 = 'network') {
  const state = { isReachable: false, asked: [] as string[], held: [] as boolean[] }
  let online = () => {}
  const fetchAsEver = async (input: RequestInfo | URL) => {
    state.asked.push(String(input))
    if (state.isReachable) return new Response('page')
    if (gone === 'network') throw new TypeError('Failed to fetch')
    return new Response('', { status: gone })
  }
  const held = holdNavigations(fetchAsEver as typeof fetch, {
    onHeld: (isHeld) => state.held.push(isHeld),
    isReachable: async () => state.isReachable,
    onOnline: (listener) => {
      online = listener
    },
  })
  return { state, fetch: held, goOnline: () => online() }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('a request for a page while the console is not reachable', () => {
  it.each(['network', 502, 504] as const)('waits and is made again (%s)', async (gone) => {
    const { state, fetch } = console_(gone)
    const pages = Promise.all([fetch('/runs', PAGE), fetch('/logins', PAGE)])
    await vi.advanceTimersByTimeAsync(20_000)
    expect([state.asked, state.held]).toEqual([['/runs', '/logins'], [true]])
    state.isReachable = true
    await vi.advanceTimersByTimeAsync(5_000)
    const texts = await Promise.all((await pages).map((page) => page.text()))
    expect([texts, state.held]).toEqual([
      ['page', 'page'],
      [true, false],
    ])
  })

  it('is made at once when the browser is online again', async () => {
    const { state, fetch, goOnline } = console_()
    const page = fetch('/runs', PAGE)
    await vi.advanceTimersByTimeAsync(20_000)
    state.isReachable = true
    goOnline()
    await vi.advanceTimersByTimeAsync(0)
    expect((await page).status).toBe(200)
  })

  it('is made again where its answer falls silent, and not while the console is only slow', async () => {
    const state = { asked: 0, isReachable: true, held: [] as boolean[] }
    const fetch = holdNavigations(
      (_input, init) => {
        state.asked += 1
        if (state.asked > 1) return Promise.resolve(new Response('page'))
        return new Promise((_, fail) => {
          init?.signal?.addEventListener('abort', () => fail(init.signal?.reason))
        })
      },
      {
        onHeld: (isHeld) => state.held.push(isHeld),
        isReachable: async () => state.isReachable,
        onOnline: () => {},
      },
    )
    const page = fetch('/runs', PAGE)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([state.asked, state.held]).toEqual([1, []])
    state.isReachable = false
    await vi.advanceTimersByTimeAsync(20_000)
    expect([state.asked, state.held]).toEqual([1, [true]])
    state.isReachable = true
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await (await page).text()).toBe('page')
    expect([state.asked, state.held]).toEqual([2, [true, false]])
  })

  it('fails where its page falls silent in the middle, and is watched no longer than it is read', async () => {
    const state = { isReachable: true, asked: 0 }
    let parts: ReadableStreamDefaultController<Uint8Array> | undefined
    const fetch = holdNavigations(
      async (_input, init) => {
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            parts = controller
            init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason))
          },
        })
        return new Response(body)
      },
      {
        onHeld: () => expect.unreachable(),
        isReachable: async () => {
          state.asked += 1
          return state.isReachable
        },
        onOnline: () => {},
      },
    )
    const whole = (await fetch('/runs', PAGE)).text()
    await vi.advanceTimersByTimeAsync(9_000)
    parts?.enqueue(new TextEncoder().encode('page'))
    await vi.advanceTimersByTimeAsync(9_000)
    expect(state.asked).toBe(0)
    parts?.close()
    expect(await whole).toBe('page')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(state.asked).toBe(0)

    const half = (await fetch('/runs', PAGE)).text()
    const broken = expect(half).rejects.toThrow('The connection to the console is lost.')
    parts?.enqueue(new TextEncoder().encode('pa'))
    state.isReachable = false
    await vi.advanceTimersByTimeAsync(20_000)
    await broken
    expect(state.asked).toBe(1)
  })

  it('is not made any more where something else was asked for meanwhile', async () => {
    const { state, fetch } = console_()
    const aborter = new AbortController()
    const page = fetch('/runs', { ...PAGE, signal: aborter.signal })
    const refused = expect(page).rejects.toThrow()
    await vi.advanceTimersByTimeAsync(1_000)
    aborter.abort()
    state.isReachable = true
    await vi.advanceTimersByTimeAsync(5_000)
    await refused
    expect(state.asked).toEqual(['/runs'])
  })

  it.each<[string, RequestInit | undefined]>([
    ['an action', { method: 'POST', headers: { 'next-action': 'x', rsc: '1' } }],
    ['a prefetch', { headers: { rsc: '1', 'next-router-prefetch': '1' } }],
    ['what a page asks for itself', { cache: 'no-store' }],
    ['a bare request', undefined],
  ])('is none where %s fails: that fails at once, and is never repeated', async (_, init) => {
    const { state, fetch } = console_()
    await expect(fetch('/x', init)).rejects.toThrow('Failed to fetch')
    expect([state.asked.length, state.held]).toEqual([1, []])
  })

  it('is passed on where it was aborted', async () => {
    const aborted = new DOMException('', 'AbortError')
    const fetch = holdNavigations(() => Promise.reject(aborted), {
      onHeld: () => expect.unreachable(),
      isReachable: async () => false,
      onOnline: () => {},
    })
    await expect(fetch('/runs', PAGE)).rejects.toBe(aborted)
  })
})

import { afterEach, expect, it, vi } from 'vitest'
import { askConsole, askForJson } from '@/components/ui/ask/ask-console'

afterEach(() => vi.unstubAllGlobals())

/** A network that answers nothing; the request ends as a browser ends it. */
function answerNothing() {
  const asked = vi.fn(
    (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      }),
  )
  vi.stubGlobal('fetch', asked)
  return asked
}

it('waits for no answer beyond its deadline, whether or not it may be given up', async () => {
  answerNothing()
  const signal = new AbortController().signal
  await expect(askConsole('/api/x', { timeoutMs: 5 })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
  await expect(askConsole('/api/x', { timeoutMs: 5, signal })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
})

it('is given up by whoever asked', async () => {
  answerNothing()
  const aborter = new AbortController()
  const asked = askConsole('/api/x', { signal: aborter.signal })
  aborter.abort()
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
})

it('passes on what is asked, and the answer', async () => {
  const fetched = vi.fn(async (_: string, init: RequestInit) => Response.json(init.method))
  vi.stubGlobal('fetch', fetched)
  const answer = await askConsole('/api/x', { method: 'POST', body: '{}' })
  expect(await answer.json()).toBe('POST')
  expect(fetched.mock.calls[0]).toMatchObject(['/api/x', { method: 'POST', body: '{}' }])
})

it('has no answer of a route that refuses, or that answers no JSON', async () => {
  const answers = [
    Response.json({ rows: 3 }),
    new Response('no', { status: 503 }),
    new Response('<p>'),
  ]
  vi.stubGlobal('fetch', async () => answers.shift())
  const told = [0, 1, 2].map(() => askForJson('/api/x', {}))
  expect(await Promise.all(told)).toEqual([{ rows: 3 }, null, null])
})

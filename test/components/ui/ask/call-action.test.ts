import { UnrecognizedActionError } from 'next/dist/client/components/unrecognized-action-error'
import { afterEach, expect, it, vi } from 'vitest'
import { callAction, callPatiently, UPDATED_EVENT } from '@/components/ui/ask/call-action'
import { refusedOriginWords } from '@/lib/model/answers/refused-origin'
import { REFUSED_REQUEST } from '@/lib/model/answers/refused-request'
import { SIGNED_OUT_PROBLEM } from '@/lib/model/answers/signed-out'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('hands on what the server answered', async () => {
  expect(await callAction(async () => ({ kind: 'done' }))).toEqual({ kind: 'done' })
})

it('makes an outcome of a missing answer, with what that means here', async () => {
  const lose = () => Promise.reject(new Error('Failed to fetch'))
  expect(await callAction(lose, 'Nothing is shown.')).toEqual({
    kind: 'unanswered',
    problem: 'No response from the server. Nothing is shown.',
  })
})

it.each([
  ['a minute', callAction, 60_000],
  ['half an hour where that may take long', callPatiently, 30 * 60_000],
])('waits no longer than %s for an answer', async (_, call, ms) => {
  vi.useFakeTimers()
  const answered = vi.fn()
  void call(() => new Promise<never>(() => undefined), 'Nothing is shown.').then(answered)
  await vi.advanceTimersByTimeAsync(ms - 1)
  expect(answered).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(answered).toHaveBeenCalledWith({
    kind: 'unanswered',
    problem: 'No response from the server. Nothing is shown.',
  })
})

it('says that the console was updated where it does not know the action any more', async () => {
  const dispatchEvent = vi.fn()
  vi.stubGlobal('window', { dispatchEvent })
  const gone = () => Promise.reject(new UnrecognizedActionError('not found'))
  const result = await callAction(gone)
  expect(result).toMatchObject({ problem: expect.stringContaining('Veilgate was updated') })
  expect(dispatchEvent).toHaveBeenCalledWith(expect.objectContaining({ type: UPDATED_EVENT }))
})

it.each([
  refusedOriginWords({ origin: 'https://a.example', host: 'b', site: undefined }),
  SIGNED_OUT_PROBLEM,
  ...Object.values(REFUSED_REQUEST),
])('hands on what the console says before an action: %s', async (words) => {
  const refuse = () => Promise.reject(new Error(words))
  expect(await callAction(refuse)).toEqual({ kind: 'unanswered', problem: words })
})

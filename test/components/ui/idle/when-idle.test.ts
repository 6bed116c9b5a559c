import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { whenIdle } from '@/components/ui/idle/when-idle'

const asked: (() => void)[] = []
const act = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  act.mockClear()
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => asked.push(callback))
  vi.stubGlobal('cancelIdleCallback', (request: number) => asked.splice(request - 1, 1))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('waits until the page has been there for a while, and then until it is idle', () => {
  whenIdle(act)
  vi.advanceTimersByTime(1_900)
  expect(asked).toEqual([])
  vi.advanceTimersByTime(200)
  expect(act).not.toHaveBeenCalled()
  for (const callback of asked) callback()
  expect(act).toHaveBeenCalledOnce()
})

it('acts after the delay where a browser does not tell when it is idle', () => {
  vi.stubGlobal('requestIdleCallback', undefined)
  whenIdle(act, 500)
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(500)
  expect(act).toHaveBeenCalledOnce()
})

it('does nothing once it is given up, before the delay or after', () => {
  whenIdle(act, 500)()
  const giveUp = whenIdle(act, 0)
  vi.advanceTimersByTime(1_000)
  giveUp()
  expect(asked).toEqual([])
  expect(act).not.toHaveBeenCalled()
})

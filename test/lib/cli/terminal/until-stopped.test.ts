import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { untilStopped } from '@/lib/cli/terminal/until-stopped'

let done: string[] = []
beforeEach(() => {
  done = []
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
})
afterEach(() => vi.restoreAllMocks())

/** As a signal reaches the handlers of this process. */
const signal = (name: NodeJS.Signals) => process.emit(name, name)
const undo = (what: string) => async () => void done.push(what)

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'stays until %s, and undoes what was begun, the last first',
  async (name) => {
    const before = process.listenerCount(name)
    const ended = untilStopped(async ({ onStop }) => {
      onStop(undo('first'))
      onStop(undo('second'))
    })
    await new Promise((resolve) => setTimeout(resolve))
    expect(done).toEqual([])
    signal(name)
    expect(await ended).toBe(0)
    expect(done).toEqual(['second', 'first'])
    expect(process.listenerCount(name)).toBe(before)
  },
)

it('ends with the code of whoever stops it from within', async () => {
  expect(await untilStopped(async ({ stop }) => stop(1))).toBe(1)
})

it('keeps that code, though a signal comes while all is undone', async () => {
  const ended = untilStopped(async ({ onStop, stop }) => {
    onStop(async () => void signal('SIGTERM'))
    stop(1)
  })
  expect(await ended).toBe(1)
})

it('throws what failed, once what was begun before is undone', async () => {
  const failed = untilStopped(async ({ onStop }) => {
    onStop(undo('first'))
    throw new Error('no port')
  })
  await expect(failed).rejects.toThrow('no port')
  expect(done).toEqual(['first'])
})

it('takes it for no failure to be told to stop in the middle of starting', async () => {
  const ended = untilStopped(async ({ signal: told }) => {
    signal('SIGTERM')
    told.throwIfAborted()
  })
  expect(await ended).toBe(0)
})

it('hurries what is being undone at a second Ctrl-C, and that alone', async () => {
  const ended = untilStopped(async ({ onStop }) => {
    onStop(undo('services'), undo('services at once'))
    let hurried = () => {}
    onStop(
      () =>
        new Promise((resolve) => {
          hurried = resolve
          signal('SIGTERM')
          done.push('still at it')
          signal('SIGINT')
        }),
      () => {
        done.push('console at once')
        hurried()
      },
    )
    signal('SIGINT')
  })
  await ended
  expect(done).toEqual(['still at it', 'console at once', 'services'])
})

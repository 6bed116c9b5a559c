import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { logContext, withLogContext } from '@/lib/log-context'

afterEach(() => vi.restoreAllMocks())

/** The lines that were logged while some work was done, without their time. */
async function linesOf(work: () => Promise<void> | void): Promise<object[]> {
  const lines: object[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    const { at: _at, ...line } = JSON.parse(String(text))
    lines.push(line)
    return true
  })
  await work()
  return lines
}

describe('a line of the log', () => {
  it('carries the ids of the work in hand, those of the work around it included', async () => {
    const lines = await linesOf(() =>
      withLogContext(
        () => ({ runId: 7 }),
        () =>
          withLogContext(
            () => ({ batch: 'b' }),
            () => log.info('x', { count: 1 }),
          ),
      ),
    )
    expect(lines).toEqual([{ level: 'info', event: 'x', runId: 7, batch: 'b', count: 1 }])
  })

  it('says what it is told rather than what it stands in', async () => {
    const lines = await linesOf(() =>
      withLogContext(
        () => ({ runId: 7 }),
        () => log.warn('x', { runId: 8 }),
      ),
    )
    expect(lines).toEqual([{ level: 'warn', event: 'x', runId: 8 }])
  })

  it('carries an id as it is then: a run may be entered anew', async () => {
    let runId = 1
    const lines = await linesOf(() =>
      withLogContext(
        () => ({ runId }),
        async () => {
          log.info('before')
          runId = 2
          await sleep(1)
          log.info('after')
        },
      ),
    )
    expect(lines).toEqual([
      { level: 'info', event: 'before', runId: 1 },
      { level: 'info', event: 'after', runId: 2 },
    ])
  })

  it('never carries ids of work that is done side by side', async () => {
    const lines = await linesOf(async () => {
      await Promise.all(
        [0, 1, 2].map((lane) =>
          withLogContext(
            () => ({ lane }),
            async () => {
              await sleep(3 - lane)
              log.info('x', { told: lane })
            },
          ),
        ),
      )
    })
    expect(lines).toHaveLength(3)
    for (const line of lines as { lane: number; told: number }[]) expect(line.lane).toBe(line.told)
    expect(logContext()).toEqual({})
  })
})

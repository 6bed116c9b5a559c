import { describe, expect, it } from 'vitest'
import { storeInTime } from '@/lib/ingest/batch/store-in-time'

const failure = (code: string) => Object.assign(new Error(code), { code })
const refusal = failure('23514')
const outage = failure('57P01')

/** Stores numbers; what `fail` returns for a call is thrown. */
function store(fail: (items: readonly number[], call: number) => Error | undefined) {
  const calls: { items: readonly number[]; key: string }[] = []
  const troubles: unknown[] = []
  const run = (items: number[], ms: number) => {
    const untilMs = performance.now() + ms
    return storeInTime<number, number>(items, {
      deadlineMs: () => untilMs,
      store: async (part, key) => {
        calls.push({ items: part, key })
        const error = fail(part, calls.length)
        if (error !== undefined) throw error
        return part.length
      },
      onTrouble: (error) => troubles.push(error),
    })
  }
  return { run, calls, troubles }
}

const stored = (parts: Awaited<ReturnType<ReturnType<typeof store>['run']>>) =>
  parts.flatMap((part) => (part.kind === 'stored' ? [...part.items] : []))

describe('storeInTime', () => {
  it('narrows what is refused down to itself, and stores the rest', async () => {
    const { run, calls } = store((items) => (items.includes(5) ? refusal : undefined))
    const parts = await run([1, 2, 3, 4, 5, 6, 7, 8], 5_000)
    expect(stored(parts).sort()).toEqual([1, 2, 3, 4, 6, 7, 8])
    expect(parts.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { items: [5], refused: true },
    ])
    expect(new Set(calls.map(({ key }) => key)).size).toBe(calls.length)
  })

  it('tries again under the same key while the database is in trouble', async () => {
    const { run, calls, troubles } = store((_, call) => (call < 3 ? outage : undefined))
    expect(stored(await run([1, 2], 20_000))).toEqual([1, 2])
    expect(calls).toHaveLength(3)
    expect(new Set(calls.map(({ key }) => key)).size).toBe(1)
    expect(troubles).toEqual([outage, outage, null])
  })

  it('takes no refusal for trouble: what was waited out before it is over', async () => {
    const { run, troubles } = store((_, call) => (call === 1 ? outage : refusal))
    expect(await run([1], 20_000)).toMatchObject([{ kind: 'failed', refused: true }])
    expect(troubles.at(-1)).toBeNull()
  })

  it('gives up at the deadline, saying what it waited for', async () => {
    const { run, troubles } = store(() => outage)
    expect(await run([1], 300)).toMatchObject([
      { kind: 'failed', refused: false, error: expect.stringContaining('57P01') },
    ])
    expect(troubles.at(-1)).toBe(outage)
  })

  it('waits no longer than the deadline for a store that hangs', async () => {
    const untilMs = performance.now() + 300
    const parts = await storeInTime([1], {
      deadlineMs: () => untilMs,
      store: () => new Promise<never>(() => undefined),
      onTrouble: () => undefined,
    })
    expect(parts).toMatchObject([{ kind: 'failed', refused: false }])
  })

  it('stores nothing where there is no time at all', async () => {
    const { run, calls } = store(() => undefined)
    expect(await run([1], -1)).toMatchObject([{ kind: 'failed', refused: false }])
    expect(calls).toEqual([])
  })
})

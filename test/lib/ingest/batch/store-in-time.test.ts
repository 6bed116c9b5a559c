import { describe, expect, it } from 'vitest'
import { createPartSize } from '@/lib/ingest/batch/part-size'
import { type Attempt, storeInTime } from '@/lib/ingest/batch/store-in-time'

const failure = (code: string) => Object.assign(new Error(code), { code })
/** Parts are bounded by their numbers alone. */
const WEIGHTLESS = { maxBytes: 0, bytesOf: () => 0 }
const refusal = failure('23514')
const outage = failure('57P01')

/** Stores numbers; what `fail` returns for a call is thrown. */
function store(fail: (items: readonly number[], call: number) => Error | undefined) {
  const calls: { items: readonly number[]; key: string }[] = []
  const troubles: unknown[] = []
  const run = (items: number[], ms: number) => {
    const untilMs = performance.now() + ms
    return storeInTime<number, number>(items, {
      ...WEIGHTLESS,
      deadlineMs: () => untilMs,
      partSize: createPartSize(items.length),
      store: async (part, { key }) => {
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

/** So long from now. */
function deadline(ms: number) {
  const untilMs = performance.now() + ms
  return () => untilMs
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
      ...WEIGHTLESS,
      deadlineMs: () => untilMs,
      partSize: createPartSize(1),
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

  it('cuts what takes too long into smaller parts, remembers how small, and grows again', async () => {
    const partSize = createPartSize(64)
    const attempts: { count: number; key: string }[] = []
    const options = {
      ...WEIGHTLESS,
      partSize,
      onTrouble: () => undefined,
      store: async (part: readonly number[], { key, begun }: Attempt) => {
        begun()
        attempts.push({ count: part.length, key })
        return part.length > 8 ? new Promise<never>(() => undefined) : part.length
      },
    }
    const items = Array.from({ length: 20 }, (_, at) => at)
    const parts = await storeInTime(items, { ...options, deadlineMs: deadline(9_000) })
    expect(stored(parts)).toEqual(items)
    // Five are quick, so that ten are tried, and cut again.
    expect(attempts.slice(0, 3).map(({ count }) => count)).toEqual([20, 5, 10])
    expect(new Set(attempts.map(({ key }) => key)).size).toBe(attempts.length)
    expect(partSize.messages()).toBe(10)
    await storeInTime([1, 2, 3, 4, 5, 6, 7, 8], { ...options, deadlineMs: deadline(9_000) })
    expect(partSize.messages()).toBe(16)
  })

  it.each([
    ['two thirds of the time that is left', 6_000, 6_000, 4_000],
    ['two seconds at least', 2_500, 2_500, 2_000],
    ['all of it where there is less', 1_000, 1_000, 1_000],
    ['nine seconds at most', 60_000, 9_000, 9_000],
  ])('gives an attempt %s', async (_, leftMs, waitMs, timeoutMs) => {
    const attempts: Attempt[] = []
    await storeInTime([1], {
      ...WEIGHTLESS,
      deadlineMs: deadline(leftMs),
      partSize: createPartSize(1),
      onTrouble: () => undefined,
      store: async (_part, attempt) => attempts.push(attempt),
    })
    const [attempt] = attempts
    expect(Math.abs((attempt?.waitMs ?? 0) - waitMs)).toBeLessThan(300)
    expect(Math.abs((attempt?.timeoutMs ?? 0) - timeoutMs)).toBeLessThan(300)
  })

  it('cuts nothing that waited for a connection', async () => {
    const attempts: number[] = []
    const partSize = createPartSize(4)
    const parts = await storeInTime([1, 2, 3, 4], {
      ...WEIGHTLESS,
      deadlineMs: deadline(500),
      partSize,
      onTrouble: () => undefined,
      store: (part) => {
        attempts.push(part.length)
        return new Promise<never>(() => undefined)
      },
    })
    expect([attempts, partSize.messages()]).toEqual([[4], 4])
    expect(parts).toMatchObject([{ kind: 'failed', items: [1, 2, 3, 4] }])
  })

  it('cuts nothing that may have been committed: it is tried whole, under its key', async () => {
    const attempts: { count: number; key: string }[] = []
    const parts = await storeInTime([1, 2, 3, 4], {
      ...WEIGHTLESS,
      deadlineMs: deadline(3_000),
      partSize: createPartSize(4),
      onTrouble: () => undefined,
      store: async (part, { key, begun, beforeCommit }) => {
        begun()
        attempts.push({ count: part.length, key })
        beforeCommit()
        return attempts.length === 1 ? new Promise<never>(() => undefined) : part.length
      },
    })
    expect(attempts.map(({ count }) => count)).toEqual([4, 4])
    expect(attempts[1]?.key).toBe(attempts[0]?.key)
    expect(parts).toMatchObject([{ kind: 'stored', key: attempts[0]?.key }])
  })

  it('has an attempt that was given up rolled back, should it come to its end', async () => {
    let late: (() => void) | undefined
    await storeInTime([1], {
      ...WEIGHTLESS,
      deadlineMs: deadline(300),
      partSize: createPartSize(1),
      onTrouble: () => undefined,
      store: (_, { beforeCommit }) => {
        late = beforeCommit
        return new Promise<never>(() => undefined)
      },
    })
    expect(late).toThrow('in time')
  })

  it('gives up together what there is no time for', async () => {
    const partSize = createPartSize(2)
    const parts = await storeInTime([1, 2, 3, 4, 5, 6], {
      ...WEIGHTLESS,
      deadlineMs: deadline(300),
      partSize,
      onTrouble: () => undefined,
      store: async () => {
        throw outage
      },
    })
    expect(parts.map(({ items }) => items)).toEqual([
      [1, 2],
      [3, 4, 5, 6],
    ])
    expect(parts.every((part) => part.kind === 'failed' && part.error.includes('57P01'))).toBe(true)
  })

  it('stores no more bytes at once than it may, but for one item that has more', async () => {
    const sizes: (readonly number[])[] = []
    await storeInTime([3, 3, 3, 9, 4, 4, 4], {
      maxBytes: 8,
      bytesOf: (item) => item,
      deadlineMs: deadline(20_000),
      partSize: createPartSize(7),
      onTrouble: () => undefined,
      store: async (part) => sizes.push(part),
    })
    expect(sizes).toEqual([[3, 3], [3], [9], [4, 4], [4]])
  })
})

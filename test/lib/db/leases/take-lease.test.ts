import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { releaseLease } from '@/lib/db/leases/release-lease'
import { takeLease } from '@/lib/db/leases/take-lease'
import { eventually, usePipeline } from '@/test/support/pipeline'

usePipeline()
const [ann, ben] = [randomUUID(), randomUUID()]

describe('a lease', () => {
  it('is held by one of those who ask at the same time', async () => {
    const holders = Array.from({ length: 8 }, () => randomUUID())
    const taken = await Promise.all(holders.map((holder) => takeLease('follow', holder, 60)))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  it('is renewed by its holder, and kept from others', async () => {
    expect(await takeLease('follow', ann, 60)).toBe(true)
    expect(await takeLease('follow', ben, 60)).toBe(false)
    expect(await takeLease('follow', ann, 60)).toBe(true)
    expect(await takeLease('schedule', ben, 60)).toBe(true)
  })

  it('goes to another once it is let go, or was not renewed', async () => {
    await takeLease('follow', ann, 60)
    await releaseLease('follow', ben)
    expect(await takeLease('follow', ben, 60)).toBe(false)
    await releaseLease('follow', ann)
    expect(await takeLease('follow', ben, 0.1)).toBe(true)
    await eventually(() => takeLease('follow', ann, 60))
    expect(await takeLease('follow', ben, 60)).toBe(false)
  })

  it('goes to another where its holder took it before the database’s clock was put back', async () => {
    await takeLease('follow', ann, 60)
    await database().lease.updateMany({ data: { heldUntil: new Date(Date.now() + 3_600_000) } })
    expect(await takeLease('follow', ben, 60)).toBe(true)
    expect(await takeLease('follow', ann, 60)).toBe(false)
  })
})

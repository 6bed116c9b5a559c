import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { withLock } from '@/lib/embedded/lock'
import { isRunning, processIdentity } from '@/lib/embedded/process-identity'

const folder = mkdtempSync(join(tmpdir(), 'veilgate-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('withLock', () => {
  it('lets one at a time, and the next when work has failed', async () => {
    const path = join(folder, 'one')
    let inside = 0
    let most = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      await sleep(20)
      inside -= 1
      if (most > 0) throw new Error('failed')
    }
    const results = await Promise.allSettled([1, 2, 3].map(() => withLock(path, work)))
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(most).toBe(1)
    expect(existsSync(path)).toBe(false)
  })

  it('takes the lock of a process that has died, and not that of one that lives', async () => {
    const path = join(folder, 'two')
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(child, 'spawn')
    const identity = processIdentity(child.pid ?? 0) ?? ''
    writeFileSync(path, identity)
    let taken = false
    const taking = withLock(path, async () => {
      taken = true
    })
    await sleep(300)
    expect(taken).toBe(false)
    child.kill('SIGKILL')
    await taking
    expect(taken).toBe(true)
  })
})

describe('a lock that a living process holds', () => {
  it('is left to it by one who held it before', async () => {
    const path = join(folder, 'taken')
    await withLock(path, async () => writeFileSync(path, 'another'))
    expect(readFileSync(path, 'utf8')).toBe('another')
  })

  it('is waited for during three minutes, whatever the clock on the wall does, and left as it is', async () => {
    const path = join(folder, 'held')
    const holder = processIdentity(process.ppid) ?? ''
    writeFileSync(path, holder)
    const clock = vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(180_000)
    clock.mockReturnValue(180_001)
    const work = vi.fn()
    const taking = withLock(path, work)
    const pid = process.ppid
    await expect(taking).rejects.toThrow(
      `Another process (${pid}) has been holding ${path} for 180 seconds.`,
    )
    expect(clock).toHaveBeenCalledTimes(3)
    clock.mockRestore()
    expect(work).not.toHaveBeenCalled()
    expect(readFileSync(path, 'utf8')).toBe(holder)
  })
})

describe('a lock without a name in it', () => {
  it('is being written, unless it stays so', async () => {
    const path = join(folder, 'three')
    writeFileSync(path, '')
    let taken = false
    const taking = withLock(path, async () => {
      taken = true
    })
    await sleep(300)
    expect(taken).toBe(false)
    const before = new Date(Date.now() - 10_000)
    utimesSync(path, before, before)
    await taking
    expect(taken).toBe(true)
  })
})

describe('a process identity', () => {
  it('outlives neither its process nor the reuse of its id', async () => {
    const mine = processIdentity(process.pid) ?? ''
    expect(isRunning(mine)).toBe(true)
    expect(isRunning(`${mine}0`)).toBe(false)
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'spawn')
    const theirs = processIdentity(child.pid ?? 0) ?? ''
    await once(child, 'exit')
    expect(isRunning(theirs)).toBe(false)
    expect(processIdentity(999_999_999)).toBeNull()
  })
})

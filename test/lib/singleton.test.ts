import { describe, expect, it, vi } from 'vitest'
import { singleton } from '@/lib/singleton'

describe('singleton', () => {
  it('makes a value once, for every copy of the module', async () => {
    const made = singleton('test', () => new Set(['first']))
    vi.resetModules()
    const copy = await import('@/lib/singleton')
    expect(copy.singleton).not.toBe(singleton)
    expect(copy.singleton('test', () => new Set(['second']))).toBe(made)
  })

  it('keeps values of different names apart', () => {
    expect(singleton('one', () => ({ of: 1 }))).not.toBe(singleton('two', () => ({ of: 1 })))
  })
})

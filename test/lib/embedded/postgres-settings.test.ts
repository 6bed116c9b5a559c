import { expect, it } from 'vitest'
import { memorySettings } from '@/lib/embedded/postgres-settings'

const GB = 1024 ** 3

it('takes a quarter of the memory for shared buffers, between bounds', () => {
  const shared = (bytes: number) => memorySettings(bytes).shared_buffers
  expect([0.25 * GB, GB, 2 * GB, 4 * GB, 64 * GB].map(shared)).toEqual([
    ...['128MB', '256MB', '512MB', '1024MB', '1024MB'],
  ])
})

it('leaves room on a small machine', () => {
  expect(memorySettings(GB)).toEqual({
    shared_buffers: '256MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
  })
})

it('reads what this machine has', () => {
  expect(memorySettings().shared_buffers).toMatch(/^\d{3,4}MB$/)
})

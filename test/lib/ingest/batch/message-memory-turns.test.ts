import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { budgetBytes, waitForMemory } from '@/lib/ingest/batch/message-memory'

const MB = 1024 * 1024

// As in a container of 256 MB.
vi.mock('node:v8', () => ({ getHeapStatistics: () => ({ heap_size_limit: 128 * MB }) }))

it('comes to whoever has waited for a second, though the lane of another run polls without a pause', async () => {
  expect(budgetBytes()).toBe(32 * MB)
  let isOver = false
  const idleLane = async () => {
    while (!isOver) {
      const memory = await waitForMemory(() => !isOver)
      // A long poll that brings nothing.
      await sleep(100)
      memory?.note(0)
      memory?.release()
    }
  }
  const idling = idleLane()
  const startedAtMs = performance.now()
  const memory = await waitForMemory(() => performance.now() - startedAtMs < 5_000)
  isOver = true
  memory?.release()
  await idling
  expect(memory).not.toBeNull()
})

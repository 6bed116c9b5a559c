import { expect } from '@playwright/test'
import type { Hands } from '@/test/bench/jobs/hands'
import type { Stage } from '@/test/bench/jobs/stage'

/** With what a job is done: the pointer, and keys where they are quicker; or keys alone. */
export type Way = 'mouse' | 'keyboard'

/** Something that people come to the console for. */
export type Job = {
  name: string
  /** The product that does it best, and in how many steps at most; null where none is known to. */
  anchor: { product: string; steps: number | null }
  isAdmin?: boolean
  /** Where one stands when the question comes up. */
  startsAt: string
  /** What has to be so before it comes up; its acts do not count. */
  prepare?(hands: Hands, stage: Stage): Promise<void>
  /** The acts, and the outcome that they have to lead to. */
  ways: Partial<Record<Way, (hands: Hands, stage: Stage) => Promise<void>>>
}

/** Waits longer than a slow machine takes. */
export const see = expect.configure({ timeout: 90_000 })

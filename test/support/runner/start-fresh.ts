import { vi } from 'vitest'
import { forgetSingletons } from '@/test/support/singletons'

/**
 * Lets a test file that shares a process find our modules, and what they kept, as if it was the first.
 * @returns what puts the environment back once the file is over.
 */
export function startFresh(): () => void {
  vi.resetModules()
  forgetSingletons()
  const before = { ...process.env }
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
}

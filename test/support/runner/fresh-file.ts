import { afterAll, vi } from 'vitest'
import { forgetSingletons } from '@/test/support/singletons'

// For each file that shares a process: modules of ours that others loaded, and what they kept, are gone …
vi.resetModules()
forgetSingletons()

// … and what it points the environment at is gone after it.
const before = { ...process.env }
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})

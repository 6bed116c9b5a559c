import { afterEach, expect, it, vi } from 'vitest'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { HOUR_MS } from '@/lib/model/time/units'
import { confirmActor } from '@/lib/reveal/step-up'

afterEach(() => vi.useRealTimers())

it('needs no passphrase for what a command does after hours, as a long replay of erasures', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const user = cliUser()
  vi.setSystemTime(Date.now() + 3 * HOUR_MS)
  const about = { action: 'erase' as const, subject: 'somebody' }
  expect(await confirmActor({ user }, about, '')).toEqual({ kind: 'confirmed' })
})

import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { warnOfSetupSecrets } from '@/lib/cli/start/warn-of-setup-secrets'
import { forgetSetupSecrets, provideEnv } from '@/lib/env'

let said = ''
beforeEach(() => {
  said = ''
  forgetSetupSecrets()
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += text
    return true
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  forgetSetupSecrets()
})

it('names the secrets that a running console does not need, and shows none', () => {
  warnOfSetupSecrets()
  expect(said).toBe('')
  provideEnv({
    VEILGATE_VAULT_PASSPHRASE: 'canary over the harbour',
    VEILGATE_ADMIN_PASSWORD: 'canary beside the window',
  })
  warnOfSetupSecrets()
  expect(said).toMatch(/still configured.*: VEILGATE_\w+, VEILGATE_\w+\. /)
  for (const name of ['VEILGATE_VAULT_PASSPHRASE', 'VEILGATE_ADMIN_PASSWORD']) {
    expect(said).toContain(name)
  }
  expect(said).not.toContain('canary')
})

import { describe, expect, it } from 'vitest'
import { confirmationFor } from '@/components/settings/account-actions'

const operator = {
  email: 'bob@example.com',
  role: 'operator',
  isOwn: false,
  isLastAdmin: false,
} as const
const admin = { email: 'ann@example.com', role: 'admin', isOwn: false, isLastAdmin: false } as const

describe('the question before something is done about an account', () => {
  it('says what a person may do in the new role', () => {
    expect(confirmationFor({ kind: 'role', to: 'admin' }, operator)).toEqual({
      title: 'Make bob@example.com an admin?',
      description:
        'They may manage people and read the audit log, and with the vault passphrase reveal originals.',
      confirm: 'Make admin',
      passphrase: 'required',
    })
  })

  it('asks for the passphrase where it makes or resets an admin, or cannot be undone', () => {
    expect(confirmationFor({ kind: 'password' }, operator).passphrase).toBeUndefined()
    expect(confirmationFor({ kind: 'password' }, admin).passphrase).toBe('required')
    expect(confirmationFor({ kind: 'remove' }, operator).passphrase).toBe('optional')
  })

  it('says what a person loses', () => {
    expect(confirmationFor({ kind: 'role', to: 'operator' }, admin)).toEqual({
      title: 'Make ann@example.com an operator?',
      description:
        'They lose reveal, the audit log, these settings and the API tokens of the account at once.',
      confirm: 'Make operator',
      danger: true,
    })
  })

  it('warns that the last admin stays', () => {
    const last = { ...admin, isOwn: true, isLastAdmin: true }
    expect(confirmationFor({ kind: 'role', to: 'operator' }, last).description).toMatch(
      /^You lose .* at once\. This is the last admin, so it will be refused/,
    )
    expect(confirmationFor({ kind: 'remove' }, last).description).toMatch(/This is the last admin/)
  })
})

/** What can be done about an account. */
export type Deed = 'role' | 'password' | 'sessions' | 'remove'

type About = { email: string; role: 'operator' | 'admin'; isOwn: boolean; isLastAdmin: boolean }

/** The question before a deed: what will happen, to whom. */
export function deedOf(deed: Deed, { email, role, isOwn, isLastAdmin }: About) {
  const last = isLastAdmin
    ? ' This is the last admin, so it will be refused: make another one first.'
    : ''
  if (deed === 'role' && role === 'admin') {
    return {
      title: `Make ${email} an operator?`,
      description: `${isOwn ? 'You lose' : 'They lose'} reveal, the audit log and these settings at once.${last}`,
      confirm: 'Make operator',
      danger: true,
    }
  }
  if (deed === 'role') {
    return {
      title: `Make ${email} an admin?`,
      description:
        'They may manage people and read the audit log, and with the vault passphrase reveal originals.',
      confirm: 'Make admin',
    }
  }
  if (deed === 'password') {
    return {
      title: `Reset the password of ${email}?`,
      description: 'A new one is generated and shown to you once. Their sessions end.',
      confirm: 'Reset the password',
    }
  }
  if (deed === 'sessions') {
    return {
      title: `End the sessions of ${email}?`,
      description: isOwn
        ? 'You are signed out everywhere, here included.'
        : 'They are signed out everywhere, and may sign in again.',
      confirm: 'End the sessions',
    }
  }
  return {
    title: `Remove ${email}?`,
    description: `The account and its sessions are gone at once. What it did stays in the audit log.${last}`,
    confirm: 'Remove 1 account',
    danger: true,
  }
}

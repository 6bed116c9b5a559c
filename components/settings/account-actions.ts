import { can, type Permission, ROLES, type Role } from '@/lib/model/permissions'

/** What can be done about an account. */
export type AccountAction =
  | { kind: 'role'; to: Role }
  | { kind: 'password' }
  | { kind: 'sessions' }
  | { kind: 'remove' }

/** The question, and whether the passphrase is asked for with it. */
type Confirmation = {
  title: string
  description: string
  confirm: string
  danger?: boolean | undefined
  passphrase?: 'required' | 'optional'
}

type About = { email: string; role: Role; isOwn: boolean; isLastAdmin: boolean }

/** The question before something is done about an account: what will happen, to whom. */
export function confirmationFor(action: AccountAction, about: About): Confirmation {
  const { email, role, isOwn } = about
  switch (action.kind) {
    case 'role':
      return roleConfirmation(action.to, about)
    case 'password':
      return {
        title: `Reset the password of ${email}?`,
        description:
          'The old password stops working, and their sessions end. You get a link, shown once, with which they choose another.',
        confirm: 'Reset the password',
        ...passphraseFor(role),
      }
    case 'sessions':
      return {
        title: `End the sessions of ${email}?`,
        description: isOwn
          ? 'You are signed out everywhere, here included.'
          : 'They are signed out everywhere, and may sign in again.',
        confirm: 'End the sessions',
      }
    case 'remove':
      return {
        title: `Remove ${email}?`,
        description: `The account and its sessions are gone at once. What it did stays in the audit log.${warningOf(about)}`,
        confirm: 'Remove 1 account',
        danger: true,
        passphrase: 'optional',
      }
  }
}

function roleConfirmation(to: Role, about: About): Confirmation {
  const { email, isOwn } = about
  const question = {
    title: `Make ${email} ${ROLES[to].noun}?`,
    confirm: `Make ${to}`,
    ...passphraseFor(to),
  }
  const lost = LOSSES.filter(([right]) => can(about, right) && !can({ role: to }, right))
  if (lost.length === 0) return { ...question, description: `They may ${ROLES[to].may}.` }
  const what = new Intl.ListFormat('en-GB').format(lost.map(([, name]) => name))
  const description = `${isOwn ? 'You' : 'They'} lose ${what} at once.`
  const warning = can({ role: to }, 'manage-users') ? '' : warningOf(about)
  return { ...question, description: `${description}${warning}`, danger: true }
}

/** What hands out the power to guess the passphrase takes the passphrase. */
export function passphraseFor(role: Role): { passphrase?: 'required' } {
  return can({ role }, 'reveal') || can({ role }, 'manage-users') ? { passphrase: 'required' } : {}
}

/** What a person misses at once who may no more. */
const LOSSES: [Permission, string][] = [
  ['ingest', 'starting and stopping runs'],
  ['reveal', 'reveal'],
  ['read-log', 'the audit log'],
  ['manage-users', 'these settings'],
  ['manage-tokens', 'the API tokens of the account'],
]

function warningOf({ isLastAdmin }: About): string {
  return isLastAdmin
    ? ' This is the last admin, so it will be refused: make another one first.'
    : ''
}

import type { Role } from '@/lib/auth/roles'

/** An account, as the page shows it. */
export type Account = {
  email: string
  role: Role
  /** ISO 8601. */
  createdAt: string
  /** Sessions that have not expired. */
  sessions: number
}

type Problem = { kind: 'refused' | 'invalid' | 'failed'; problem: string }
export type Done = { kind: 'done' } | Problem
export type WithPassword = { kind: 'done'; email: string; password: string } | Problem

/** The server actions behind the page. */
export type UserActions = {
  add: (input: { email: string; role: string }) => Promise<WithPassword>
  setRole: (input: { email: string; role: string }) => Promise<Done>
  renewPassword: (input: { email: string }) => Promise<WithPassword>
  endSessions: (input: { email: string }) => Promise<Done>
  remove: (input: { email: string }) => Promise<Done>
}

/** What a person says who got no answer. */
export const NO_ANSWER = {
  kind: 'failed' as const,
  problem: 'The console did not answer. Whether it was done, the list tells.',
}

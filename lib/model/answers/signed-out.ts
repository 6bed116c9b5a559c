/** Why a session ended, as far as it is known. */
export type SignedOut =
  | { kind: 'idle'; minutes: number }
  | { kind: 'expired'; hours: number }
  | { kind: 'by-admin' }
  | { kind: 'elsewhere' }
  | { kind: 'new-password' }
  | { kind: 'unknown' }

/** What whoever calls an action without a session is told. */
export const SIGNED_OUT_PROBLEM = 'You are no longer signed in.'

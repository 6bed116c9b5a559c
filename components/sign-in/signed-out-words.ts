import type { SignedOut } from '@/lib/model/answers/signed-out'

/** Why one has to sign in again, in a sentence. */
export function signedOutWords(why: SignedOut): string {
  switch (why.kind) {
    case 'idle':
      return `You were signed out because the console was not used for ${why.minutes} minutes.`
    case 'expired':
      return `You were signed out because a session ends after ${why.hours} hours.`
    case 'by-admin':
      return 'You were signed out by an admin.'
    case 'elsewhere':
      return 'You were signed out from another of your sessions.'
    case 'new-password':
      return 'You were signed out because the password of your account was replaced.'
    case 'unknown':
      return 'Your session has ended.'
  }
}

import { describe, expect, it } from 'vitest'
import { signedOutWords } from '@/components/sign-in/signed-out-words'
import type { SignedOut } from '@/lib/model/answers/signed-out'

describe('what the page to sign in says', () => {
  it.each<[SignedOut, string]>([
    [
      { kind: 'idle', minutes: 15 },
      'You were signed out because the console was not used for 15 minutes.',
    ],
    [{ kind: 'expired', hours: 12 }, 'You were signed out because a session ends after 12 hours.'],
    [{ kind: 'by-admin' }, 'You were signed out by an admin.'],
    [{ kind: 'elsewhere' }, 'You were signed out from another of your sessions.'],
    [
      { kind: 'new-password' },
      'You were signed out because the password of your account was replaced.',
    ],
    [{ kind: 'unknown' }, 'Your session has ended.'],
  ])('%j: %s', (why, words) => expect(signedOutWords(why)).toBe(words))
})

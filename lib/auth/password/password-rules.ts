import { isGuessable } from '@/lib/model/text/guessable'

/** In characters. Long ones cost nothing to type into a password manager. */
export const PASSWORD_LENGTH = { min: 12, max: 128 }

/** Why a password is not good enough, in a sentence; undefined if it is. */
export function passwordProblem(password: string, email: string): string | undefined {
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
    return `A password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`
  }
  const plain = password.toLowerCase().replace(/[^a-z0-9]/g, '')
  const name = email.toLowerCase().split('@')[0] ?? ''
  if (name.length > 2 && plain.replaceAll(name, '').length < 6) {
    return 'The password is little more than the address.'
  }
  if (isGuessable(password)) {
    return 'The password is among the first that are guessed.'
  }
  return undefined
}

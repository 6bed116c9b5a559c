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
  if (new Set(plain).size < 5 || COMMON.some((word) => isMade(plain, word))) {
    return 'The password is among the first that are guessed.'
  }
  return undefined
}

/** Whether a password is a common word, repeated or with digits around it. */
function isMade(plain: string, word: string): boolean {
  return plain.replaceAll(word, '').replace(/\d/g, '').length < 3 && plain.includes(word)
}

const COMMON = [
  'password',
  'passwort',
  'passw0rd',
  'p4ssw0rd',
  'letmein',
  'welcome',
  'changeme',
  'administrator',
  'qwertyuiop',
  'qwerty',
  'qwertz',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r5t6y',
  '123456789',
  '1234567890',
  'abcdefghijkl',
  'iloveyou',
  'monkey',
  'dragon',
  'sunshine',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'master',
  'secret',
  'veilgate',
  'correcthorsebatterystaple',
]

/**
 * Whether a password or passphrase is among the first that are guessed: few different characters, a
 * common word repeated or with digits around it, a piece repeated, or a run of the alphabet.
 */
export function isGuessable(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return (
    new Set(plain).size < 5 ||
    /^(.{1,8})\1+$/u.test(plain) ||
    isRun(plain) ||
    COMMON.some((word) => isMade(plain, word))
  )
}

/** Each character the next, or the one before, of the last. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((character) => character.codePointAt(0) ?? 0)
  const steps = new Set(codes.slice(1).map((code, at) => code - (codes[at] ?? 0)))
  return steps.size === 1 && Math.abs([...steps][0] ?? 0) <= 1
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

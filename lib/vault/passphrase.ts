import { randomInt } from 'node:crypto'
import { isGuessable } from '@/lib/model/text/guessable'

/** No letters or digits that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 6
const GROUP_LENGTH = 4

/** A random passphrase of about 118 bits that can be read aloud: `k3mw-…`, six groups of four. */
export function generatePassphrase(): string {
  const group = () =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** In characters; whoever has the key file tries passphrases as fast as their machines can. */
const NEW_PASSPHRASE_LENGTH = { min: 16, max: 1024 }

/**
 * Why a new passphrase is not good enough, in a sentence that does not quote it; undefined if it is.
 * One in use is never held against this: it must open what it opens.
 */
export function passphraseProblem(passphrase: string): string | undefined {
  const { min, max } = NEW_PASSPHRASE_LENGTH
  if (passphrase.length < min || passphrase.length > max) {
    return `A new vault passphrase has ${min} to ${max} characters.`
  }
  if (isGuessable(passphrase) || new Set(passphrase.toLowerCase()).size < 8) {
    return 'The vault passphrase is among the first that are guessed.'
  }
  return undefined
}

import { askSecret } from '@/lib/cli/terminal/ask-secret'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import type { RevealAction } from '@/lib/model/reveal/reveal-log'
import { onRecord } from '@/lib/reveal/on-record'
import { passphraseProblem } from '@/lib/vault/passphrase'
import {
  unwrapVaultPrivateKey,
  type VaultPrivateKey,
  WRONG_PASSPHRASE,
} from '@/lib/vault/vault-private-keys'

/** The passphrase of a private key here: from the environment, else asked for. */
export async function currentPassphrase(): Promise<string> {
  return env().VEILGATE_VAULT_PASSPHRASE ?? askSecret('Vault passphrase: ')
}

/** A new passphrase: from the environment, else asked for, twice. @throws UserError where it is weak. */
export async function newPassphrase(question: string): Promise<string> {
  const given = env().VEILGATE_NEW_VAULT_PASSPHRASE
  const first = given ?? (await askSecret(`${question}: `))
  const problem = passphraseProblem(first)
  if (problem !== undefined) throw new UserError(problem)
  if (given !== undefined) return given
  if (first !== (await askSecret('Repeat it: '))) throw new UserError('The two entries differ.')
  return first
}

/**
 * Unwraps the private key for the time of `work`, which is done on the record.
 * @throws UserError where the passphrase is wrong, and what `work` throws.
 */
export async function withPrivateKey<T>(
  action: RevealAction,
  subject: string | undefined,
  work: (key: VaultPrivateKey) => Promise<T>,
): Promise<T> {
  const key = await unlockPrivateKey(action, await currentPassphrase(), subject)
  try {
    return await recorded(action, subject, () => work(key))
  } finally {
    key.privateKey.fill(0)
  }
}

/**
 * Unwraps the private key; overwriting it is left to the caller.
 * @throws UserError where the passphrase is wrong, which the reveal log then tells.
 */
export async function unlockPrivateKey(
  action: RevealAction,
  passphrase: string,
  subject?: string,
): Promise<VaultPrivateKey> {
  const key = await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, passphrase)
  if (key !== null) return key
  await recordInRevealLog({ action, outcome: 'wrong-passphrase', ...who(), subject })
  throw new UserError(WRONG_PASSPHRASE)
}

/** Does something with the keys on the record (`onRecord`). */
export async function recorded<T>(
  action: RevealAction,
  subject: string | undefined,
  work: () => Promise<T>,
): Promise<T> {
  return onRecord({ action, ...who(), subject }, work)
}

function who() {
  const { id: userId, email: userName } = cliUser()
  return { userId, userName }
}

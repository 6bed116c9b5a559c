import { askSecret } from '@/lib/cli/terminal/ask-secret'
import { cliUser } from '@/lib/cli/terminal/cli-user'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import type { RevealAction, RevealOutcome } from '@/lib/model/reveal/reveal-log'
import { passphraseProblem } from '@/lib/vault/passphrase'
import { unwrapVaultPrivateKey, type VaultPrivateKey } from '@/lib/vault/vault-private-keys'

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
 * Unwraps the private key for the time of `work`, and records what is done with it.
 * @throws UserError where the passphrase is wrong.
 */
export async function withPrivateKey<T>(
  action: RevealAction,
  subject: string | undefined,
  work: (key: VaultPrivateKey) => Promise<T>,
): Promise<T> {
  const passphrase = await currentPassphrase()
  const key = await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, passphrase)
  if (key === null) {
    await recordKeyAction(action, 'wrong-passphrase', subject)
    throw new UserError('The passphrase is wrong, or the private key file was changed.')
  }
  try {
    const requestId = await recordKeyAction(action, 'asked', subject)
    const result = await work(key)
    await recordKeyAction(action, 'done', subject, requestId)
    return result
  } finally {
    key.privateKey.fill(0)
  }
}

/** Enters what is done with the keys into the reveal log. @returns the number of the row. */
export async function recordKeyAction(
  action: RevealAction,
  outcome: RevealOutcome,
  subject?: string,
  requestId?: string,
): Promise<string> {
  const { id: userId, email: userName } = cliUser()
  const entry = { action, outcome, userId, userName, subject, requestId }
  return (await recordInRevealLog(entry)).id
}

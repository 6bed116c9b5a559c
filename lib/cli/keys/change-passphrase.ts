import { print, withoutFlags } from '@/lib/cli/keys/command'
import { currentPassphrase, newPassphrase, recordKeyAction } from '@/lib/cli/keys/passphrase'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { changePassphrase } from '@/lib/vault/vault-private-keys'

/** `keys change-passphrase`: the private key stays, what wraps it is new. */
export const changePassphraseCommand = withoutFlags(
  'Protect your private key with a new passphrase.',
  change,
)

async function change(): Promise<number> {
  const passphrase = await currentPassphrase()
  const next = await newPassphrase('New passphrase')
  const recipient = await changePassphrase(env().VEILGATE_KEYS_DIR, passphrase, next)
  if (recipient === null) {
    await recordKeyAction('change-passphrase', 'wrong-passphrase')
    throw new UserError('The passphrase is wrong, or the private key file was changed.')
  }
  await recordKeyAction('change-passphrase', 'done', `recipient ${recipient}`)
  print(
    `The private key of ${recipient} has a new passphrase.`,
    'Copies of the old file, for example in backups, still open with the old one: destroy them.',
  )
  return 0
}

import { print, withoutFlags } from '@/lib/cli/keys/command'
import {
  currentPassphrase,
  newPassphrase,
  recorded,
  unlockPrivateKey,
} from '@/lib/cli/keys/passphrase'
import { env } from '@/lib/env'
import { changePassphrase } from '@/lib/vault/vault-private-keys'

/** `keys change-passphrase`: the private key stays, what wraps it is new. */
export const changePassphraseCommand = withoutFlags(
  'Protect your private key with a new passphrase.',
  change,
)

async function change(): Promise<number> {
  const passphrase = await currentPassphrase()
  const next = await newPassphrase('New passphrase')
  const { recipient, privateKey } = await unlockPrivateKey('change-passphrase', passphrase)
  privateKey.fill(0)
  await recorded('change-passphrase', `recipient ${recipient}`, () =>
    changePassphrase(env().VEILGATE_KEYS_DIR, passphrase, next),
  )
  print(
    `The private key of ${recipient} has a new passphrase.`,
    'Copies of the old file, for example in backups, still open with the old one: destroy them.',
  )
  return 0
}

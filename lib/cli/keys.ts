import { changePassphraseCommand } from '@/lib/cli/keys/change-passphrase'
import type { KeysCommand } from '@/lib/cli/keys/command'
import { eraseCommand } from '@/lib/cli/keys/erase'
import { initCommand } from '@/lib/cli/keys/init'
import {
  addRecipientCommand,
  removeRecipientCommand,
  rewrapCommand,
} from '@/lib/cli/keys/recipients'
import { rotateTokenCommand } from '@/lib/cli/keys/rotate-token'
import { statusCommand } from '@/lib/cli/keys/status'
import { withServices } from '@/lib/embedded/services'
import { UserError } from '@/lib/errors'

const USAGE = `Usage: npm run keys -- <command>

  init                    Make the token key and the vault's key pair, and register them.
                          The passphrase is generated and shown once, unless it is given.
  status                  Show the fingerprints of the keys here and of those the database knows,
                          and what is sealed to whom. No secrets.
  change-passphrase       Wrap the private key that the passphrase is for by a new one.
  add-recipient [--public-key FILE]
                          Let somebody else open the vault, too: with a new key pair that has a
                          passphrase of its own, or with the public key file they give you.
  remove-recipient ID     Seal nothing to a recipient any more, and delete their copies of the keys.
  rewrap                  Seal to each recipient what was sealed where their key was not known.
  rotate-token            Replace the token key. Ingestion goes on; killed, it goes on where it was.
  erase --user ID --reason TEXT [--ticket TEXT]
                          Overwrite the tokens of a user's logins, delete their originals.
  erase --replay FILE     Erase again what an erasure list names, after a restore.
  erase --list            Print the erasure list, one JSON object a line.

The passphrase is taken from VEILGATE_VAULT_PASSPHRASE, a new one from VEILGATE_NEW_VAULT_PASSPHRASE,
or asked for without being shown. There is no flag for it: command lines are seen by all on a machine.`

const COMMANDS: Record<string, (args: string[], usage: string) => KeysCommand | null> = {
  init: initCommand,
  status: statusCommand,
  'change-passphrase': changePassphraseCommand,
  'add-recipient': addRecipientCommand,
  'remove-recipient': removeRecipientCommand,
  rewrap: rewrapCommand,
  'rotate-token': rotateTokenCommand,
  erase: eraseCommand,
}

/** `npm run keys`: makes, shows, replaces and shares the keys, and erases. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h') {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const command = COMMANDS[name ?? '']
  if (command === undefined) throw new UserError(USAGE)
  const work = command(rest, USAGE)
  return work === null ? 0 : withServices(work, { queue: false })
}

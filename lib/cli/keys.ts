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
import { type Group, parseSubcommand } from '@/lib/cli/terminal/subcommands'
import { withServices } from '@/lib/embedded/services'
import { anchorRows } from '@/lib/reveal/anchor-rows'

const GROUP: Group<KeysCommand> = {
  name: 'npm run keys',
  commands: {
    init: initCommand,
    status: statusCommand,
    'change-passphrase': changePassphraseCommand,
    'add-recipient': addRecipientCommand,
    'remove-recipient': removeRecipientCommand,
    rewrap: rewrapCommand,
    'rotate-token': rotateTokenCommand,
    erase: eraseCommand,
  },
  notes: `
    The passphrase is taken from VEILGATE_VAULT_PASSPHRASE, a new one from
    VEILGATE_NEW_VAULT_PASSPHRASE, or asked for without being shown. There is no flag for it, since
    everyone on a machine can see its command lines.`,
}

/** `npm run keys`: makes, shows, replaces and shares the keys, and erases. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const work = parseSubcommand(args, GROUP)
  anchorRows()
  return work === null ? 0 : withServices(work, { queue: false })
}

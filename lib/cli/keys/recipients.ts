import { type KeysCommand, print, withoutFlags } from '@/lib/cli/keys/command'
import { newPassphrase, recorded, withPrivateKey } from '@/lib/cli/keys/passphrase'
import { argument, text, valueFlag } from '@/lib/cli/terminal/flags'
import { subcommand } from '@/lib/cli/terminal/subcommands'
import { env } from '@/lib/env'
import {
  addRecipient,
  type Rewrapped,
  removeRecipient,
  rewrapAll,
  takePublicKey,
} from '@/lib/reveal/recipients'
import { createRecipientKeys } from '@/lib/vault/create-vault-keys'
import { RECIPIENT } from '@/lib/vault/key-fields'

/** `keys add-recipient`: one more who can open everything. */
export const addRecipientCommand = subcommand(
  {
    about:
      'Let somebody else open the vault as well: with a new key pair that has its own passphrase, or ' +
      'with the public key file they give you.',
    flags: { publicKey: valueFlag('FILE', 'the public key file', text().optional()) },
  },
  ({ publicKey: file }): KeysCommand =>
    () =>
      withPrivateKey('add-recipient', file, async (key) => {
        const publicKey =
          file === undefined
            ? await createRecipientKeys(
                env().VEILGATE_KEYS_DIR,
                await newPassphrase('Passphrase of the new recipient'),
              )
            : await takePublicKey(file)
        printRewrapped(await addRecipient(key, publicKey))
        print(
          `${publicKey.recipient} can open the vault from now on.`,
          'Give its public key file to every machine that ingests, then run `npm run keys -- rewrap`:',
          'what they sealed in the meantime was not sealed to it.',
        )
        return 0
      }),
)

/** `keys remove-recipient`: one fewer. */
export const removeRecipientCommand = subcommand(
  {
    about: 'Stop sealing to a recipient, and delete their copies of the keys.',
    flags: {
      recipient: argument(
        'ID',
        'the recipient, as status shows it',
        text().regex(RECIPIENT, 'must be the 32 hex digits of a recipient, or 12 of an older one'),
      ),
    },
  },
  ({ recipient }): KeysCommand =>
    async () => {
      const { removed } = await recorded('remove-recipient', `recipient ${recipient}`, () =>
        removeRecipient(recipient),
      )
      print(
        `Nothing more is sealed to ${recipient}; ${removed} of their keys were deleted.`,
        'Whoever has that private key can still open what they copied before, backups included.',
      )
      return 0
    },
)

/** `keys rewrap`: makes up for processes that did not have every public key. */
export const rewrapCommand = withoutFlags(
  'Seal to each recipient what processes without their key have sealed.',
  () =>
    withPrivateKey('add-recipient', 'rewrap', async (key) => {
      printRewrapped(await rewrapAll(key))
      return 0
    }),
)

function printRewrapped({ rewrapped, unopenable }: Rewrapped) {
  print(`${rewrapped} keys of values were rewrapped. Tokens and rows stay as they are.`)
  if (unopenable > 0) print(`${unopenable} could not be opened with your key and were left out.`)
}

import { z } from 'zod'
import { type KeysCommand, print, withoutFlags } from '@/lib/cli/keys/command'
import { newPassphrase, recordKeyAction, withPrivateKey } from '@/lib/cli/keys/passphrase'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import {
  addRecipient,
  type Rewrapped,
  removeRecipient,
  rewrapAll,
  takePublicKey,
} from '@/lib/reveal/recipients'
import { createRecipientKeys } from '@/lib/vault/create-vault-keys'

/** `keys add-recipient`: one more who can open everything. */
export function addRecipientCommand(args: string[], usage: string): KeysCommand | null {
  const flags = parseFlags(args, {
    usage,
    options: { 'public-key': { type: 'string' } },
    schema: z.object({ 'public-key': z.string().min(1).optional() }),
  })
  if (flags === null) return null
  return () =>
    withPrivateKey('add-recipient', flags['public-key'], async (key) => {
      const file = flags['public-key']
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
        'Give its public key file to every machine that ingests, and run `npm run keys -- rewrap`',
        'after that: what they sealed in the meantime was not sealed to it.',
      )
      return 0
    })
}

/** `keys remove-recipient`: one fewer. */
export function removeRecipientCommand(args: string[], usage: string): KeysCommand | null {
  const [recipient, ...rest] = args
  if (recipient === undefined || !/^[0-9a-f]{12}$/.test(recipient)) {
    throw new UserError(`Name the recipient by its 12 hex digits.\n\n${usage}`)
  }
  return withoutFlags(rest, usage, async () => {
    const { removed } = await removeRecipient(recipient)
    await recordKeyAction('remove-recipient', 'done', `recipient ${recipient}`)
    print(
      `Nothing is sealed to ${recipient} any more; ${removed} keys of theirs are deleted.`,
      'Whoever has that private key still opens what they copied before, backups included.',
    )
    return 0
  })
}

/** `keys rewrap`: makes up for processes that did not have every public key. */
export function rewrapCommand(args: string[], usage: string): KeysCommand | null {
  return withoutFlags(args, usage, () =>
    withPrivateKey('add-recipient', 'rewrap', async (key) => {
      printRewrapped(await rewrapAll(key))
      return 0
    }),
  )
}

function printRewrapped({ rewrapped, unopenable }: Rewrapped) {
  print(`${rewrapped} keys of values were rewrapped. Tokens and rows stay as they are.`)
  if (unopenable > 0) print(`${unopenable} could not be opened with your key and were left out.`)
}

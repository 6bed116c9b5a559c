import { z } from 'zod'
import { listKeys } from '@/lib/db/key-registry'
import { withServices } from '@/lib/embedded/services'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { initKeys } from '@/lib/ingest/init-keys'
import { keysState } from '@/lib/ingest/keys-state'
import { generatePassphrase } from '@/lib/vault/passphrase'

const USAGE = `Usage: npm run keys -- <command>

  init     Make the token key and the vault's key pair, and register their fingerprints.
           The passphrase is taken from VEILGATE_VAULT_PASSPHRASE, else generated and shown once.
  status   Show the fingerprints of the keys here and of those the database knows. No secrets.`

const command = z.tuple([z.enum(['init', 'status'])])

/** `npm run keys`: makes the keys, or tells of them. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${USAGE}\n`)
    return 0
  }
  const parsed = command.safeParse(args)
  if (!parsed.success) throw new UserError(USAGE)
  const [name] = parsed.data
  return withServices(name === 'init' ? init : status)
}

async function init(): Promise<number> {
  const given = env().VEILGATE_VAULT_PASSPHRASE
  const passphrase = given ?? generatePassphrase()
  const { kid, recipient, vaultKeysMade } = await initKeys({ passphrase })
  const lines = [
    `Token key  ${kid}`,
    `Vault key  ${recipient}`,
    `Files in   ${env().VEILGATE_KEYS_DIR}`,
    ...(vaultKeysMade
      ? given === undefined
        ? [`Vault passphrase  ${passphrase}  (shown once: write it down)`]
        : []
      : ['The vault key was there already; its passphrase is what it was.']),
    '',
    'Back up the files and keep the passphrase apart from them: without both, no original can be',
    'brought back; without the token key, equal values no longer get equal tokens.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return 0
}

async function status(): Promise<number> {
  const here = await keysState()
  process.stdout.write(
    here.ok ? `Keys here: token ${here.kid}, ready\n` : `Keys here: ${here.problem}\n`,
  )
  for (const { kind, kid, fp, state, createdAt } of await listKeys()) {
    const since = createdAt.toISOString().slice(0, 10)
    process.stdout.write(`${kind.padEnd(6)} ${kid}  ${state.padEnd(8)} since ${since}  ${fp}\n`)
  }
  return here.ok ? 0 : 1
}

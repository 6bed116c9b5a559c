import { adoptedWords, columnCounts, isNone } from '@/lib/cli/terminal/adopted-words'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { countAdopted } from '@/lib/db/adopted/count-adopted'
import { checkDatabase } from '@/lib/db/connection/check-database'
import { withServices } from '@/lib/embedded/services'
import { maskAdopted } from '@/lib/ingest/mask-adopted'

const COMMAND = defineCommand({
  name: 'npm run adopt',
  about: `
    Prints how many logins that were in the table before Veilgate (adopted by npm run migrate) hold
    an original where a token should be: an IP address, a device id such as 111-22-3333, or either
    of them in base64, in hex, or percent-encoded. Other values, such as hashes, stay as they are.`,
  flags: {
    mask: switchFlag(
      'Replace them with tokens, and seal the originals into the vault. Ingestion continues meanwhile. ' +
        'It can be stopped at any point; run it again to do the rest.',
    ),
  },
})

const SAY_EVERY_MS = 1_000

/** `npm run adopt`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const work = async () => {
    for (const warning of (await checkDatabase()).warnings) console.error(warning)
    if (flags.mask) await mask()
    const words = adoptedWords(await countAdopted())
    console.log(words ?? 'No adopted login holds a value that looks like an original.')
    return 0
  }
  return withServices(work, { queue: false })
}

async function mask(): Promise<void> {
  let saidAtMs = 0
  const masked = await maskAdopted((soFar) => {
    if (Date.now() - saidAtMs < SAY_EVERY_MS) return
    saidAtMs = Date.now()
    process.stderr.write(`replaced ${columnCounts(soFar)} so far\n`)
  })
  if (isNone(masked)) return
  console.log(`Replaced with tokens: ${columnCounts(masked)}.`)
  console.log('Backups made before now still hold the originals until they expire.')
}

import { buildConsole } from '@/lib/cli/build/build-console'
import { assemble } from '@/lib/cli/image/assemble'
import { defineCommand } from '@/lib/cli/terminal/command'
import { text, valueFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'

const COMMAND = defineCommand({
  name: 'node lib/cli/bootstrap.mjs build',
  about: 'Builds the console, as npm start does when its sources have changed.',
  flags: {
    image: valueFlag(
      'FOLDER',
      'put everything that a container needs into this empty folder, as the Dockerfile does',
      text().optional(),
    ),
  },
})

/** What `npm start` builds, or what an image holds. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  if (flags.image === undefined) await buildConsole(new AbortController().signal)
  else await assemble(flags.image)
  return 0
}

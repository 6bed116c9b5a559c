import { buildConsole } from '@/lib/cli/build-console'
import { defineCommand } from '@/lib/cli/terminal/command'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'

const COMMAND = defineCommand({
  name: 'node lib/cli/bootstrap.mjs build',
  about: 'Builds the console, as npm start does where its sources have changed. For images.',
  flags: {},
})

/** What `npm start` builds, for images. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  if (parseFlags(args, COMMAND) === null) return 0
  await buildConsole(new AbortController().signal)
  return 0
}

import { serve } from '@/lib/cli/start'
import { defineCommand } from '@/lib/cli/terminal/command'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'

const COMMAND = defineCommand({
  name: 'npm run dev',
  about: 'Like npm start, but without a build: changes are reloaded.',
  flags: {},
})

/** `npm run dev`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  if (parseFlags(args, COMMAND) === null) return 0
  return serve('dev')
}

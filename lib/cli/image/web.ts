import { serve } from '@/lib/cli/start'
import { defineCommand } from '@/lib/cli/terminal/command'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'

const COMMAND = defineCommand({
  name: 'web',
  about: `
    Serves the console that this image was built with. It waits for no migration: where the database is
    behind, it ends, and says so, until somebody has run the command migrate.`,
  flags: {},
})

/** The console of an image. @returns the exit code, as `npm start`. */
export async function main(args: string[]): Promise<number> {
  if (parseFlags(args, COMMAND) === null) return 0
  return serve('standalone')
}

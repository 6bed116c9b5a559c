import { z } from 'zod'
import { serve } from '@/lib/cli/start'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'

const USAGE = `npm run dev

As npm start, but without a build: what changes is reloaded.`

/** `npm run dev`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const command = { usage: USAGE, options: {}, schema: z.looseObject({}) }
  if (parseFlags(args, command) === null) return 0
  return serve({ dev: true })
}

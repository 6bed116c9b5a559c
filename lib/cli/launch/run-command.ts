import { boundHeapGrowth } from '@/lib/bound-heap-growth'
import { failureSentence, isToldInFull, UserError } from '@/lib/errors'

type Command = { main(args: string[]): Promise<number> }

/**
 * Runs a command to its end and ends the process with its exit code. An error meant for people is
 * printed alone, as is what the database's server is to blame for; any other by its description and
 * where it came from, since its message may quote what it failed on.
 */
export async function runCommand(load: () => Promise<Command>, args: string[]): Promise<void> {
  boundHeapGrowth()
  for (const stream of [process.stdout, process.stderr]) stream.on('error', goOnUnread)
  let code = 1
  try {
    const { main } = await load()
    code = await main(args)
  } catch (error) {
    process.stderr.write(`${whatFailed(error)}\n`)
  }
  // Not before everything is written: a pipe may take its time.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}

/** Whoever read the output has heard enough, as `head` has: what was begun is done all the same. */
function goOnUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

function whatFailed(error: unknown): string {
  if (error instanceof UserError) return error.message
  if (isToldInFull(error)) return failureSentence(error)
  const places: string[] = []
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth += 1) {
    const frames = at.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
    places.push(`${at.name}`, ...frames.slice(0, 8))
  }
  return [`Something went wrong: ${failureSentence(error)}`, ...places].join('\n')
}

import { makeFirstKeys } from '@/lib/cli/start/make-first-keys'
import { defineCommand } from '@/lib/cli/terminal/command'
import { observed } from '@/lib/cli/terminal/observed'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { followUntilStopped } from '@/lib/cli/worker/follow-until-stopped'
import { withServices } from '@/lib/embedded/services'

const COMMAND = defineCommand({
  name: 'npm run worker',
  about: `
    Follows the queue without the web: receives, masks, stores and acknowledges messages as they come,
    and folds them into the figures of devices, IPs and charts. Any number of workers share one queue and
    one database with any number of consoles, which show each of them and may pause it.

    It needs DATABASE_URL, SQS_QUEUE_URL, the token key and the public key of the vault, and no other
    key. It waits for whatever is unavailable, however long, and resumes automatically.`,
  flags: {},
  notes: `
    SIGTERM or Ctrl-C ends it within five seconds, with exit code 0: batches in hand are stored and
    acknowledged; the rest stays on the queue.`,
})

/** `npm run worker`: follows until it is told to stop. */
export async function main(args: string[]): Promise<number> {
  if (parseFlags(args, COMMAND) === null) return 0
  return withServices(async (services) => {
    await makeFirstKeys(services)
    return observed(followUntilStopped)
  })
}

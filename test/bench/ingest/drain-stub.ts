import { boundHeapGrowth } from '@/lib/bound-heap-growth'
import { drain } from '@/lib/ingest/drain'
import type { QueueDepth } from '@/lib/model/live/live-view'
import { openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import { madeUpMessages } from '@/test/bench/ingest/made-up-messages'

const MB = 1_024 * 1_024

/**
 * Drains a queue that is made up in this process, and prints how much memory the process holds on the
 * way: after each 100,000 messages, the highest of what it held since the last time.
 *   drain-stub.ts <messages>
 */
async function main(count: number) {
  // As every command does.
  boundHeapGrowth()
  const bodies = generateLogins({ count, seed: 1 })
  const queue = openQueue()
  let acknowledged = 0
  let highest = 0
  const held: number[] = []
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss() / MB)
  }, 100)
  queue.limits = async () => ({ visibilityTimeoutSeconds: 120, maxMessageBytes: 1024 * 1024 })
  queue.depth = async () => depthOf(count - acknowledged)
  queue.receive = async ({ waitSeconds }) => {
    const ten = Array.from({ length: 10 }, () => bodies.next().value).filter(
      (body) => body !== undefined,
    )
    if (ten.length === 0) await new Promise((wake) => setTimeout(wake, waitSeconds * 100))
    return madeUpMessages(ten)
  }
  queue.acknowledge = async (messages) => {
    acknowledged += messages.length
    const reached = Math.floor(acknowledged / 100_000)
    if (reached > held.length) {
      held.push(Math.round(highest))
      highest = 0
    }
    return { deleted: [...messages], failure: null }
  }
  const { ledger } = await drain({ startedBy: 'npm run bench' })
  clearInterval(timer)
  process.stdout.write(`${JSON.stringify({ held, ledger })}\n`)
}

function depthOf(visible: number): QueueDepth {
  return {
    name: 'made-up',
    visible,
    inFlight: 0,
    delayed: 0,
    deadLetter: null,
    visibilityTimeoutSeconds: 120,
    readAt: new Date().toISOString(),
  }
}

await main(Number(process.argv[2]))
process.exit()

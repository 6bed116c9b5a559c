import type { SQSClient } from '@aws-sdk/client-sqs'

/** What one process of a contender says of its drain. */
export type Drained = {
  messages: number
  /** Of its first receive and its last confirmed deletion; milliseconds since 1970. */
  firstAtMs: number
  lastAtMs: number
  /** Of this process between the two. */
  cpuMs: number
  calls: number
  /** At its highest. */
  rssMb: number
}

/**
 * Keeps the figures of a drain. Starting the process is not in them, nor what happens once the last
 * message is deleted.
 */
export function beginReport() {
  let cpu: NodeJS.CpuUsage | undefined
  const drained = { messages: 0, firstAtMs: 0, lastAtMs: 0, cpuMs: 0, calls: 0, rssMb: 0 }
  return {
    /** Before each call to the queue. */
    call: () => {
      drained.calls += 1
      if (cpu !== undefined) return
      cpu = process.cpuUsage()
      drained.firstAtMs = Date.now()
    },
    /** Once a call has deleted so many. */
    deleted: (messages: number) => {
      drained.messages += messages
      drained.lastAtMs = Date.now()
      const { user, system } = process.cpuUsage(cpu)
      drained.cpuMs = (user + system) / 1_000
    },
    messages: () => drained.messages,
    print: (more: object = {}) => {
      drained.rssMb = process.resourceUsage().maxRSS / 1_024
      process.stdout.write(`${JSON.stringify({ ...drained, ...more })}\n`)
    },
  }
}

/** Counts the calls of an SDK client, each attempt for itself, as SQS does when it writes the bill. */
export function countCalls(client: SQSClient, call: () => void): void {
  client.middlewareStack.add(
    (next) => (args) => {
      call()
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low' },
  )
}

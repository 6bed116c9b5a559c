import { setTimeout as sleep } from 'node:timers/promises'
import { generateLogins } from '@/lib/sample/generate-logins'
import { dueMessages } from '@/test/soak/messages/due-messages'
import { marked } from '@/test/soak/messages/originals'
import type { TestQueue } from '@/test/support/servers/sqs'

/** Messages that come all the time. */
export type Traffic = {
  /** The ids of all that were sent. */
  sent: ReadonlySet<string>
  /** Sends nothing until `resume`; resolves once nothing is under way, so that no message's fate is unknown. */
  pause(): Promise<void>
  resume(): void
  /** Whether it sends no more; then `stop` says why. */
  hasEnded(): boolean
  /** Ends it. @throws what kept it from sending. */
  stop(): Promise<void>
}

const LOAD = {
  perSecond: 20,
  /** So many in one go, and how often. */
  burst: 3_000,
  burstSeconds: 120,
  malformed: 0.05,
  sharedDevices: 0.1,
} as const

const SEND_EVERY_MS = 250
const CALL_SIZE = 10
/** Of the same people, so that they share devices. */
const MESSAGES = 100_000

/** Begins to send: a trickle, and a burst now and then. The same seed sends the same messages. */
export function startTraffic(queue: Pick<TestQueue, 'send'>, seed: number): Traffic {
  const bodies = bodiesOf(seed)
  const sent = new Set<string>()
  const ended = new AbortController()
  let isPaused = false
  let inHand: Promise<unknown> = Promise.resolve()
  const isSending = () => !isPaused && !ended.signal.aborted
  const send = async (count: number) => {
    const next = Array.from({ length: count }, () => bodies.next().value as string)
    for (const id of await queue.send(next)) sent.add(id)
  }
  const work = async () => {
    const due = dueMessages(LOAD)
    while (!ended.signal.aborted) {
      await sleep(SEND_EVERY_MS, undefined, { signal: ended.signal }).catch(() => {})
      for (let left = due(isSending()); left > 0 && isSending(); left -= CALL_SIZE) {
        inHand = send(Math.min(left, CALL_SIZE))
        await inHand
      }
    }
  }
  const working = work()
  // Whoever stops it hears of its failure.
  working.catch(() => ended.abort())
  return {
    sent,
    hasEnded: () => ended.signal.aborted,
    pause: async () => {
      isPaused = true
      await inHand.catch(() => {})
    },
    resume: () => {
      isPaused = false
    },
    stop: () => {
      ended.abort()
      return working
    },
  }
}

function* bodiesOf(seed: number): Generator<string> {
  const { malformed, sharedDevices } = LOAD
  for (let at = seed; ; at += 1) {
    const logins = generateLogins({ count: MESSAGES, seed: at, malformed, sharedDevices })
    for (const body of logins) yield marked(body)
  }
}

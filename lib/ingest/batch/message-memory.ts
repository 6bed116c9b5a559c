import { setTimeout as sleep } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'
import { MAX_MESSAGE_BYTES, type QueueMessage, RECEIVE_MAX_MESSAGES } from '@/lib/queue/queue'
import { singleton } from '@/lib/singleton'

/** What one batch has of the memory for messages that were received and not settled yet. */
export type MessageMemory = {
  /** Keeps room for all that one receive may bring. @returns false where there is none. */
  reserve(): boolean
  /** Puts what a receive brought, in bytes, in the place of its room; 0 where it failed. */
  note(bytes: number): void
  /** Gives back what the batch has. */
  release(): void
}

const MB = 1024 * 1024
/** No receive is begun that would bring a batch beyond it, as far as its messages so far can tell. */
export const BATCH_MAX_BYTES = 16 * MB
/** What is stored at once: bodies are in memory ten times while they are sealed, written as text and sent. */
export const PART_MAX_BYTES = 4 * MB
/**
 * Of the heap's limit, of which parsing and storing take their share, too. 400 messages of a megabyte peak at 520 MB with
 * a heap of 512 MB. In a simulation of eight lanes and small messages, where some of 1 MiB might come, 256 MB allow
 * 30,000, 15,000 and 3,300 messages a second from a queue 5, 12 and 60 ms away; 128 MB 19,000, 8,300 and 1,900; no bound
 * 42,000, 28,000 and 8,400. Where none can be larger than 16 KiB, 76 MB allow six to eight times what they do otherwise.
 */
const HEAP_SHARE = 1 / 4
const MIN_BYTES = 32 * MB
const MAX_BYTES = 512 * MB
const POLL_INTERVAL_MS = 25
/** After so long it is somebody's turn, before lanes that ask again as soon as they gave their room back. */
const PATIENCE_MS = 1_000

type Waiting = { sinceMs: number }

const shared = () => singleton('message-memory', () => ({ bytes: 0, waiting: new Set<Waiting>() }))

/**
 * Waits until there is room for the first receive of a batch, and keeps it. Half of the memory is left to batches
 * that have begun, which go on as far as it reaches and wait for none: so each comes to its end.
 * @param maxMessageBytes how large a message can be.
 * @returns null where it is not wanted any more.
 */
export async function waitForMemory(
  isWanted: () => boolean,
  maxMessageBytes = MAX_MESSAGE_BYTES,
): Promise<MessageMemory | null> {
  // What came before says nothing of how large it is.
  const receiveBytes = RECEIVE_MAX_MESSAGES * maxMessageBytes
  const own = { sinceMs: performance.now() }
  shared().waiting.add(own)
  try {
    while (!isTurnOf(own) || !hasRoom(receiveBytes, budgetBytes() / 2)) {
      if (!isWanted()) return null
      await sleep(POLL_INTERVAL_MS)
    }
  } finally {
    shared().waiting.delete(own)
  }
  const memory = openMemory(receiveBytes)
  memory.reserve()
  return memory
}

/** How long a message's body is. */
export function bodyBytes({ body }: QueueMessage): number {
  return Buffer.byteLength(body)
}

/** How many bytes of messages this process holds at most, those of open receives included. */
export function budgetBytes(): number {
  const share = getHeapStatistics().heap_size_limit * HEAP_SHARE
  return Math.min(MAX_BYTES, Math.max(MIN_BYTES, share))
}

function openMemory(receiveBytes: number): MessageMemory {
  let ownBytes = 0
  const add = (bytes: number) => {
    ownBytes += bytes
    shared().bytes += bytes
  }
  return {
    reserve: () => {
      const isFree = hasRoom(receiveBytes, budgetBytes())
      if (isFree) add(receiveBytes)
      return isFree
    },
    note: (bytes) => add(bytes - receiveBytes),
    release: () => add(-ownBytes),
  }
}

/** The lanes of an idle run would else leave no moment of room to those of another. */
function isTurnOf(own: Waiting): boolean {
  const [longest = own] = shared().waiting
  return longest === own || performance.now() - longest.sinceMs < PATIENCE_MS
}

function hasRoom(bytes: number, maxBytes: number): boolean {
  return shared().bytes + bytes <= maxBytes
}

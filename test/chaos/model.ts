import { setTimeout as sleep } from 'node:timers/promises'
import { generateLogins } from '@/lib/sample/generate-logins'
import { type System, VISIBILITY_TIMEOUT_SECONDS } from '@/test/chaos/system'

/** Every message that was sent, by its id, with the canary that its login carries as user id. */
export type Model = {
  sent: ReadonlyMap<string, string>
  /** Ids that the database had committed when it was replaced by one that may not know them. */
  committed: Set<string>
  /** Sends so many messages; one in twenty is bad and will be rejected. */
  send(count: number): Promise<void>
}

/** Where the messages of a model are in the end. */
export type Whereabouts = {
  stored: Map<string, number>
  rejected: Map<string, number>
  deadLettered: Set<string>
  waiting: Set<string>
}

const BAD_EVERY = 20

/** A model without a message yet. @param name tells its canaries from those of other faults. */
export function createModel(system: Pick<System, 'queue'>, name: string): Model {
  const sent = new Map<string, string>()
  const committed = new Set<string>()
  const logins = generateLogins({ count: 1_000_000, seed: 1 })
  const nextBody = (canary: string, isBad: boolean) => {
    const login = JSON.parse(logins.next().value as string)
    return JSON.stringify({ ...login, user_id: canary, ...(isBad ? { ip: null } : {}) })
  }
  return {
    sent,
    committed,
    send: async (count) => {
      const canaries = Array.from({ length: count }, (_, at) => `canary-${name}-${sent.size + at}`)
      const bodies = canaries.map((canary, at) =>
        nextBody(canary, at % BAD_EVERY === BAD_EVERY - 1),
      )
      const ids = await system.queue().send(bodies)
      ids.forEach((id, at) => {
        sent.set(id, canaries[at] as string)
      })
    },
  }
}

/** Finds every message, wherever it is. Empties the queue: the last thing to do with it. */
export async function findMessages(
  system: Pick<System, 'queue' | 'sql'>,
  model: Model,
): Promise<Whereabouts> {
  const queue = system.queue()
  const idOf = new Map([...model.sent].map(([id, canary]) => [canary, id]))
  const logins = await system.sql<{ id: string; rows: number }>(
    'SELECT user_id AS id, count(*)::int AS rows FROM user_logins GROUP BY user_id',
  )
  const rejections = await system.sql<{ id: string; rows: number }>(
    'SELECT message_id AS id, count(*)::int AS rows FROM rejected_messages GROUP BY message_id',
  )
  // Looking must not move a message there.
  await queue.call('SetQueueAttributes', { QueueUrl: queue.url, Attributes: { RedrivePolicy: '' } })
  const deadLettered = await receiveIds(system, queue.deadLetterUrl)
  const waiting = await receiveIds(system, queue.url)
  if ((await queue.depth()).inFlight > waiting.size) {
    await sleep((VISIBILITY_TIMEOUT_SECONDS + 1) * 1_000)
    for (const id of await receiveIds(system, queue.url)) waiting.add(id)
  }
  return {
    stored: new Map(logins.map(({ id, rows }) => [idOf.get(id) ?? id, rows])),
    rejected: new Map(rejections.map(({ id, rows }) => [id, rows])),
    deadLettered,
    waiting,
  }
}

async function receiveIds(system: Pick<System, 'queue'>, url: string): Promise<Set<string>> {
  const messages = await system.queue().receiveAll(url)
  return new Set(messages.map(({ messageId }) => messageId))
}

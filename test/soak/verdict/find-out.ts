import type { Receiver } from '@/test/soak/messages/receiver'
import { UNRELATED } from '@/test/soak/strikes/outages'
import type { Scene } from '@/test/soak/strikes/strikes'
import { MEMBERS } from '@/test/soak/system/crew'
import { until } from '@/test/soak/until'
import { findMessages, ledgerProblems } from '@/test/soak/verdict/find-messages'
import { growthOf } from '@/test/soak/verdict/growth'
import type { Findings } from '@/test/soak/verdict/judge'
import { scanLogs } from '@/test/soak/verdict/scan-logs'
import { firingNow, type Struck, tellingsOf, untold } from '@/test/soak/verdict/told'
import { readWaiting } from '@/test/soak/wellness'

/** From the last message until everything is worked off, and every alert resolved. */
const DRAIN_SECONDS = 300

/** Ends the traffic, has everything worked off, ends the processes, and looks at what came of it. */
export async function findOut(
  scene: Scene,
  receiver: Receiver,
  struck: readonly Struck[],
): Promise<Findings> {
  const { surroundings, crew, traffic } = scene
  await traffic.stop()
  const isDrained = await until(async () => (await readWaiting(scene)) === 0, DRAIN_SECONDS)
  await until(() => firingRelated(receiver).length === 0, DRAIN_SECONDS)
  const endings = await endAll(scene)
  const told = struck.map((each, at) => {
    const untilMs = struck[at + 1]?.struckAtMs ?? Number.POSITIVE_INFINITY
    return { struck: each, tellings: tellingsOf(each, untilMs, receiver.deliveries()) }
  })
  const { uncaught, originals } = await scanLogs(surroundings.logs)
  const inWebhooks = receiver.originals()
  return {
    messages: await findMessages(surroundings, traffic.sent),
    ledger: await ledgerProblems(surroundings),
    told,
    problems: [
      ...struck.flatMap(({ problems }) => problems),
      ...told.flatMap((each) => untold(each.struck, each.tellings)),
      ...firingRelated(receiver).map((rule) => `At the end, ${rule} was still firing.`),
      ...firedBefore(receiver, struck).map((rule) => `Before any outage, ${rule} fired.`),
      ...crew.deaths(),
      ...endings,
    ],
    isDrained,
    lives: crew.lives.map(({ name, readings }) => ({ name, growth: growthOf(readings) })),
    uncaught,
    originals: inWebhooks > 0 ? { ...originals, webhooks: inWebhooks } : originals,
  }
}

/** @returns those that did not end in order, in sentences. */
async function endAll({ crew }: Scene): Promise<string[]> {
  const endings = MEMBERS.map(async (member) => {
    const { code } = await crew.end(member, 'SIGTERM')
    return code === 0 ? [] : [`At the end, ${member} ended with ${code ?? 'a signal'}.`]
  })
  return (await Promise.all(endings)).flat()
}

function firingRelated(receiver: Receiver): string[] {
  return firingNow(receiver.deliveries()).filter((rule) => !UNRELATED.has(rule))
}

function firedBefore(receiver: Receiver, [first]: readonly Struck[]): string[] {
  const early = receiver.deliveries().filter(({ rule, state, atMs }) => {
    return state === 'firing' && !UNRELATED.has(rule) && first && atMs < first.struckAtMs
  })
  return [...new Set(early.map(({ rule }) => rule))]
}

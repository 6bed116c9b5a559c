import { setTimeout as sleep } from 'node:timers/promises'
import type { Receiver } from '@/test/soak/messages/receiver'
import type { Outage } from '@/test/soak/strikes/outages'
import { type Scene, STRIKES } from '@/test/soak/strikes/strikes'
import { until } from '@/test/soak/until'
import { firingNow, type Struck } from '@/test/soak/verdict/told'
import { isWell, readWork } from '@/test/soak/wellness'

/** How much longer than it has to last an outage goes on until it is told. */
const TELLING_SECONDS = 90
/** From its end until all is well again, and everything that told of it is resolved. */
const WELL_SECONDS = 180

/** Makes an outage, has it last until it is told, ends it, and waits until all is well again. */
export async function strike(scene: Scene, receiver: Receiver, outage: Outage): Promise<Struck> {
  const struckAtMs = Date.now()
  const { problems, heal } = await STRIKES[outage.name](scene)
  try {
    await sleep(Math.max(0, struckAtMs + outage.seconds * 1_000 - Date.now()))
    await until(() => isTold(outage, receiver, struckAtMs), TELLING_SECONDS)
  } finally {
    await heal()
  }
  const healedAtMs = Date.now()
  const before = await readWork(scene)
  const isOver = async () => {
    const firing = firingNow(receiver.deliveries())
    return !outage.toldBy.some((rule) => firing.includes(rule)) && (await isWell(scene, before))
  }
  const wasWell = await until(isOver, WELL_SECONDS)
  const wellAfterSeconds = wasWell ? (Date.now() - healedAtMs) / 1_000 : null
  if (!wasWell) problems.push(`All was not well again within ${WELL_SECONDS} s.`)
  return {
    outage,
    struckAtMs,
    healedAtMs,
    wellAfterSeconds,
    problems: problems.map((problem) => `${outage.name}: ${problem}`),
  }
}

function isTold({ toldBy }: Outage, receiver: Receiver, sinceMs: number): boolean {
  const fired = receiver.deliveries().filter(({ state, atMs }) => {
    return state === 'firing' && atMs >= sinceMs
  })
  return toldBy.every((rule) => fired.some((delivery) => delivery.rule === rule))
}

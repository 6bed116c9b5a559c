import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '@/lib/errors'
import { type Receiver, startReceiver } from '@/test/soak/messages/receiver'
import { startTraffic } from '@/test/soak/messages/traffic'
import { mayBegin, outagesInTurn } from '@/test/soak/strikes/schedule'
import { strike } from '@/test/soak/strikes/strike'
import type { Scene } from '@/test/soak/strikes/strikes'
import type { Closing } from '@/test/soak/system/closing'
import { startCrew } from '@/test/soak/system/crew'
import { startSurroundings } from '@/test/soak/system/surroundings'
import { until } from '@/test/soak/until'
import { findOut } from '@/test/soak/verdict/find-out'
import type { Findings } from '@/test/soak/verdict/judge'
import type { Struck } from '@/test/soak/verdict/told'
import { startWatch } from '@/test/soak/watch'
import { isUp } from '@/test/soak/wellness'

/** A soak whose processes run. */
export type Soak = {
  run(wholeMs: number): Promise<Findings>
}

type Options = {
  /** Of its data and logs. */
  folder: string
  seed: number
  isFollowed: boolean
  say: (line: string) => void
  /** Ends every process. */
  closing: Closing
}

/** A build comes first where it is due. */
const START_SECONDS = 900
/** Between the end of one outage and the next. */
const REST_MS = 30_000

/** Starts everything but the traffic. */
export async function startSoak(options: Options): Promise<Soak> {
  const { folder, seed, isFollowed, say, closing } = options
  const receiver = await startReceiver()
  closing.add(receiver.close)
  const wanted = { isFollowed, alertUrl: receiver.url }
  const surroundings = await startSurroundings(folder, wanted, closing)
  const crew = await startCrew(surroundings)
  closing.add(crew.kill)
  return {
    run: async (wholeMs) => {
      await untilStarted({ surroundings, crew })
      const scene = { surroundings, crew, traffic: startTraffic(surroundings.queue, seed) }
      const watch = startWatch(scene, receiver, say)
      closing.add(watch.stop)
      const struck = await strikeInTurn(scene, receiver, { seed, wholeMs, note: watch.note })
      await watch.stop()
      return findOut(scene, receiver, struck)
    },
  }
}

/** @throws UserError where something does not start. */
async function untilStarted(running: Pick<Scene, 'surroundings' | 'crew'>) {
  const deaths = () => running.crew.deaths()
  const isOver = async () => deaths().length > 0 || (await isUp(running))
  if ((await until(isOver, START_SECONDS)) && deaths().length === 0) return
  throw new UserError(deaths().join(' ') || `Not all was there within ${START_SECONDS} s.`)
}

type Course = { seed: number; wholeMs: number; note: (name: string) => void }

/** One outage after the other, with a rest between them, until the time is over. */
async function strikeInTurn(scene: Scene, receiver: Receiver, { seed, wholeMs, note }: Course) {
  const startedAtMs = Date.now()
  const elapsedMs = () => Date.now() - startedAtMs
  const rest = () => sleep(Math.max(0, Math.min(REST_MS, wholeMs - elapsedMs())))
  const struck: Struck[] = []
  await rest()
  for (const outage of outagesInTurn(seed)) {
    if (elapsedMs() >= wholeMs) return struck
    if (scene.traffic.hasEnded()) await scene.traffic.stop()
    const isFirst = struck.length === 0
    if (!mayBegin(outage, { elapsedMs: elapsedMs(), wholeMs, isFirst })) {
      // Of the end of the time, nothing may begin at all.
      if (wholeMs - elapsedMs() < REST_MS * 2) await rest()
      continue
    }
    note(outage.name)
    struck.push(await strike(scene, receiver, outage))
    await rest()
  }
  return struck
}

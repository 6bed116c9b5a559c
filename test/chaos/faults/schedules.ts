import { setTimeout as sleep } from 'node:timers/promises'
import { between, pick } from '@/lib/sample/random'
import type { Fault, Scene } from '@/test/chaos/fault'

const KILLS = 25

/**
 * Kills in an order that only the seed knows: mostly of one of three `ingest`, at times of Postgres
 * and of the connections to the database or the queue.
 */
export function randomSchedule(number: number): Fault {
  return {
    name: `random schedule ${number}, ${KILLS} kills`,
    seconds: 0,
    ingests: 3,
    told: 'nobody',
    mayEnd: true,
    maxReceiveCount: 1_000,
    provoke: async (scene) => {
      for (let kills = 0; kills < KILLS; kills += 1) {
        await sleep(between(scene.random, 200, 2_000))
        await pick(scene.random, VICTIMS)(scene)
      }
      return () => KILLS
    },
  }
}

const VICTIMS: ((scene: Scene) => unknown)[] = [
  killIngest,
  killIngest,
  killIngest,
  killIngest,
  ({ databaseProxy }) => databaseProxy.cut(),
  async ({ queueProxy }) => {
    queueProxy.cut()
    await queueProxy.mend()
  },
  async ({ postgres }) => {
    postgres.kill()
    await postgres.start()
  },
]

function killIngest({ drainers, random }: Scene) {
  pick(random, drainers).signal('SIGKILL')
}

import { setTimeout as sleep } from 'node:timers/promises'
import { between, pick } from '@/lib/sample/random'
import type { Fault, Heal, Scene } from '@/test/chaos/fault'
import { repeat } from '@/test/chaos/repeat'
import { QUEUE_FAULTS } from '@/test/support/proxies/queue-faults'

/** Each kill costs what is in hand a receive. */
const MANY_RECEIVES = 1_000
/** A process that was told to end has so long, whatever hangs: 5 s, and more for a slow machine. */
const END_SECONDS = 20

/** Ends of processes: those under test, and the server's. */
export const PROCESS_SIDE: Fault[] = [
  {
    name: 'ingest is killed',
    seconds: 15,
    told: 'nobody',
    mayEnd: true,
    maxReceiveCount: MANY_RECEIVES,
    provoke: killIngests,
  },
  {
    name: 'three ingest are killed, one after the other',
    seconds: 15,
    told: 'nobody',
    mayEnd: true,
    maxReceiveCount: MANY_RECEIVES,
    ingests: 3,
    provoke: killIngests,
  },
  {
    name: 'ingest hears Ctrl-C twice',
    seconds: 1,
    told: 'nobody',
    mayEnd: true,
    maxReceiveCount: MANY_RECEIVES,
    provoke: async (scene) => {
      await signalAll(scene, 'SIGINT')
      await sleep(50)
      return signalAll(scene, 'SIGINT')
    },
  },
  {
    name: 'ingest hears SIGTERM while receives hang',
    seconds: 1,
    told: 'nobody',
    mayEnd: true,
    maxReceiveCount: MANY_RECEIVES,
    provoke: async (scene) => {
      const heal = scene.queueProxy.inject({ fault: QUEUE_FAULTS['hang before headers'] })
      await sleep(2_000)
      const ended = scene.drainers.map((drainer) => drainer.endings.length)
      await signalAll(scene, 'SIGTERM')
      await untilEnded(scene, ended)
      return heal
    },
  },
  {
    name: 'ingest hears SIGTERM while the database is silent',
    seconds: 1,
    told: 'nobody',
    mayEnd: true,
    maxReceiveCount: MANY_RECEIVES,
    provoke: async (scene) => {
      const heal = scene.databaseProxy.silence('both ways')
      await sleep(2_000)
      const ended = scene.drainers.map((drainer) => drainer.endings.length)
      await signalAll(scene, 'SIGTERM')
      await untilEnded(scene, ended)
      return heal
    },
  },
  {
    name: 'Postgres is stopped, and started again',
    provoke: async ({ postgres }) => {
      await postgres.stop()
      return async () => {
        await postgres.start()
        return 1
      }
    },
  },
  {
    name: 'Postgres is killed, again and again',
    told: 'nobody',
    provoke: ({ postgres, seconds }) =>
      repeat(seconds, 3_000, async () => {
        postgres.kill()
        await postgres.start()
      }),
  },
]

async function killIngests({ drainers, seconds, random }: Scene): Promise<Heal> {
  let times = 0
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; ) {
    await sleep(between(random, 500, 4_000))
    pick(random, drainers).signal('SIGKILL')
    times += 1
  }
  return () => times
}

async function signalAll({ drainers }: Scene, name: NodeJS.Signals): Promise<Heal> {
  for (const drainer of drainers) drainer.signal(name)
  return () => drainers.length
}

async function untilEnded({ drainers }: Scene, before: readonly number[]) {
  for (const deadline = Date.now() + END_SECONDS * 1_000; Date.now() < deadline; await sleep(50)) {
    if (drainers.every((drainer, at) => drainer.endings.length > (before[at] ?? 0))) return
  }
  throw new Error(`ingest did not end within ${END_SECONDS} s of SIGTERM`)
}

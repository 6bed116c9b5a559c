import type { Traffic } from '@/test/soak/messages/traffic'
import type { OutageName } from '@/test/soak/strikes/outages'
import type { Crew } from '@/test/soak/system/crew'
import { stopPostgresImmediately } from '@/test/soak/system/servers'
import type { Surroundings } from '@/test/soak/system/surroundings'

/** All that can be struck. */
export type Scene = { surroundings: Surroundings; crew: Crew; traffic: Traffic }

/** What was wrong in making an outage, in sentences, and what ends it. */
type Strike = { problems: string[]; heal: () => Promise<void> | void }

/** What a worker is promised to end within, and a second for a machine that is busy. */
const WORKER_END_SECONDS = 6
/** The console gives its web process 20. */
const CONSOLE_END_SECONDS = 25

/** How each outage is made. */
export const STRIKES: Record<OutageName, (scene: Scene) => Promise<Strike> | Strike> = {
  'a worker is told to end': ({ crew }) => endMember(crew, 'worker 2', WORKER_END_SECONDS),
  'a worker is killed': ({ crew }) => killMember(crew, 'worker 2'),
  'the console is told to end': ({ crew }) => endMember(crew, 'console', CONSOLE_END_SECONDS),
  'the console is killed': ({ crew }) => killMember(crew, 'console'),
  'Postgres is stopped fast': async ({ surroundings: { postgres } }) => {
    await postgres.stop()
    return { problems: [], heal: () => postgres.start() }
  },
  'Postgres is stopped immediately': async ({ surroundings: { postgres } }) => {
    await stopPostgresImmediately(postgres)
    return { problems: [], heal: () => postgres.start() }
  },
  'Postgres hangs': ({ surroundings }) => ({
    problems: [],
    heal: surroundings.hang('postgres'),
  }),
  'the queue is stopped': async ({ surroundings, traffic }) => {
    // Whether a message arrived whose sending was cut off, nobody could tell.
    await traffic.pause()
    await surroundings.stopQueue()
    const heal = async () => {
      await surroundings.startQueue()
      traffic.resume()
    }
    return { problems: [], heal }
  },
  'the queue hangs': ({ surroundings }) => ({
    problems: [],
    heal: surroundings.hang('queue'),
  }),
}

async function endMember(
  crew: Crew,
  member: 'worker 2' | 'console',
  mostSeconds: number,
): Promise<Strike> {
  const { code, seconds } = await crew.end(member, 'SIGTERM')
  const problems: string[] = []
  if (code !== 0) problems.push(`Told to end, ${member} ended with ${code ?? 'a signal'}.`)
  if (seconds > mostSeconds) {
    problems.push(`Told to end, ${member} took ${seconds.toFixed(1)} s, not ${mostSeconds}.`)
  }
  return { problems, heal: () => crew.start(member) }
}

async function killMember(crew: Crew, member: 'worker 2' | 'console'): Promise<Strike> {
  await crew.end(member, 'SIGKILL')
  return { problems: [], heal: () => crew.start(member) }
}

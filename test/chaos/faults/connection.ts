import type { Fault } from '@/test/chaos/fault'
import { repeat } from '@/test/chaos/repeat'
import type { CommitFault, Silence } from '@/test/support/proxies/database-fault-proxy'

/** An outage of ten visibility timeouts: not one message may end in the dead-letter queue for it. */
const LONG_SECONDS = 40

/** What can go wrong between Veilgate and its database. */
export const CONNECTION_SIDE: Fault[] = [
  {
    name: 'database connections are cut each second',
    provoke: ({ databaseProxy, seconds }) => repeat(seconds, 1_000, () => databaseProxy.cut()),
  },
  {
    name: 'the database is away for ten visibility timeouts',
    seconds: LONG_SECONDS,
    provoke: ({ databaseProxy }) => {
      databaseProxy.refuse()
      return async () => {
        await databaseProxy.accept()
        return 1
      }
    },
  },
  silence('database connections go silent', 'both ways', LONG_SECONDS),
  silence('nothing reaches the database', 'to the server', 12),
  silence('nothing comes from the database', 'to the client', 12),
  {
    name: 'the database takes 200 ms more',
    told: 'nobody',
    provoke: ({ databaseProxy }) => {
      databaseProxy.delay(100)
      return () => {
        databaseProxy.delay(0)
        return 1
      }
    },
  },
  commit("a COMMIT's answer is lost", 'answer lost'),
  commit('connections are cut before COMMIT', 'cut before'),
]

function silence(name: string, kind: Silence, seconds: number): Fault {
  return { name, seconds, provoke: ({ databaseProxy }) => databaseProxy.silence(kind) }
}

function commit(name: string, kind: CommitFault): Fault {
  return {
    name,
    provoke: ({ databaseProxy, random }) => databaseProxy.strikeCommits(kind, 0.3, random),
  }
}

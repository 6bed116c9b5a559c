import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { through } from '@/test/chaos/client'
import type { Fault } from '@/test/chaos/fault'
import { FAULTS } from '@/test/chaos/faults'
import { runFault } from '@/test/chaos/run-fault'
import { type System, startSystem } from '@/test/chaos/system'

/** Fixed: the gate asks the same question each time. `npm run test:chaos` asks others. */
const SEED = 8

let system: System
beforeAll(async () => {
  system = await startSystem(SEED)
}, 240_000)
afterAll(() => system.close(), 60_000)

const TWO_KILLS: Fault = {
  name: 'ingest is killed twice',
  seconds: 0,
  told: 'nobody',
  mayEnd: true,
  maxReceiveCount: 1_000,
  provoke: async ({ drainers: [drainer] }) => {
    drainer?.signal('SIGKILL')
    await sleep(2_500)
    drainer?.signal('SIGKILL')
    return () => 2
  },
}

/** A fault of the long suite, for a shorter while. */
function short(name: string, seconds: number): Fault {
  const fault = FAULTS.find((each) => each.name === name)
  if (!fault) throw new Error(`There is no fault “${name}”`)
  return { ...fault, seconds }
}

describe('ingestion stores each message once, says what is wrong and goes on by itself', () => {
  it.each([
    { fault: short('database connections go silent', 6), client: 'json' },
    // By the other client, too, in both-clients.test.ts, and every night.
    { fault: short('receives are truncated', 3), client: 'sdk' },
    { fault: TWO_KILLS, client: 'json' },
  ] as const)(
    'where $fault.name, with VEILGATE_SQS_CALLS=$client',
    async ({ fault, client }) => {
      const outcome = await runFault(through(client, system), fault)
      expect(outcome.times).toBeGreaterThan(0)
      expect(outcome).toMatchObject({ lost: 0, doubled: 0, deadLettered: 0, problems: [] })
    },
    400_000,
  )
})

describe('docs/reliability.md', () => {
  it('lists every fault that the suite strikes', () => {
    const text = readFileSync('docs/reliability.md', 'utf8')
    const missing = FAULTS.filter(({ name }) => !text.includes(`| ${name} `))
    expect(missing.map(({ name }) => name)).toEqual([])
  })
})

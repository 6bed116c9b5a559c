import { expect, it } from 'vitest'
import { watchBalance } from '@/test/hosts/balance'
import { until } from '@/test/hosts/until'
import type { TestQueue } from '@/test/support/servers/sqs'

/** Adds up until it has looked once. */
async function lookOnce(there: { sent: number; waiting: number; kept: number; rows: number }) {
  const sent = new Map(Array.from({ length: there.sent }, (_, at) => [`id-${at}`, `canary-${at}`]))
  const model = { sent, committed: new Set<string>(), send: async () => {} }
  let asked = 0
  const depth = async (of?: string) => {
    return { visible: of === undefined ? there.waiting : 0, inFlight: 0, delayed: 0 }
  }
  const watch = watchBalance(
    {
      queue: () => ({ depth, deadLetterUrl: 'dead' }) as TestQueue,
      sql: async <Row extends object>() => {
        asked += 1
        return [{ kept: there.kept, rows: there.rows }] as Row[]
      },
    },
    model,
  )
  expect(await until(() => asked > 0, 10)).toBe(true)
  return watch.stop()
}

it('finds nothing where what was sent is kept or waits, once or on its way', async () => {
  expect(await lookOnce({ sent: 10, waiting: 4, kept: 6, rows: 6 })).toMatchObject({
    missing: 0,
    doubled: 0,
  })
  expect((await lookOnce({ sent: 10, waiting: 5, kept: 6, rows: 6 })).missing).toBe(0)
})

it('finds what is nowhere, and what has two rows', async () => {
  expect((await lookOnce({ sent: 10, waiting: 3, kept: 6, rows: 6 })).missing).toBe(1)
  expect((await lookOnce({ sent: 10, waiting: 4, kept: 6, rows: 8 })).doubled).toBe(2)
})

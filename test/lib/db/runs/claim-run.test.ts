import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { claimRun } from '@/lib/db/runs/claim-run'
import { countOtherActiveRuns } from '@/lib/db/runs/count-other-active-runs'
import { DRAIN, insertRun } from '@/test/support/factories/runs'
import { usePipeline } from '@/test/support/pipeline'

usePipeline()

const REDRIVE = { ...DRAIN, mode: 'redrive' } as const

it('begins one run of all that are claimed at once, and shows it to the others', async () => {
  // All have a connection before the first begins.
  const each = <T>(act: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, act))
  await each(() => database().$queryRaw`SELECT pg_sleep(0.3)::text`)
  const claims = await each(() => claimRun(DRAIN, { beside: false }))
  const started = claims.flatMap((claim) => (claim.kind === 'started' ? [claim.run.id] : []))
  const shown = claims.flatMap((claim) => (claim.kind === 'already-running' ? [claim.runId] : []))
  expect(started).toHaveLength(1)
  expect(shown).toEqual(Array(7).fill(started[0]))
})

it('lets a redrive and a drain be in nobody else’s way, and two of a kind in each other’s', async () => {
  const drain = await begin(DRAIN)
  const redrive = await begin(REDRIVE)
  expect(await claimRun(REDRIVE, { beside: false })).toEqual({
    kind: 'already-running',
    runId: redrive.id,
  })
  expect(await claimRun({ ...DRAIN, mode: 'follow' }, { beside: false })).toEqual({
    kind: 'already-running',
    runId: drain.id,
  })
})

it('is one of as many as are active on the same queue', async () => {
  const drain = await begin(DRAIN)
  expect(await countOtherActiveRuns(drain)).toBe(0)
  const redrive = await begin(REDRIVE)
  await insertRun('running')
  await insertRun('stopping')
  await insertRun('silent')
  await insertRun('finished')
  expect(await countOtherActiveRuns(drain)).toBe(2)
  expect(await countOtherActiveRuns(redrive)).toBe(0)
})

async function begin(run: typeof DRAIN) {
  const claim = await claimRun(run, { beside: false })
  if (claim.kind !== 'started') throw new Error('It was to begin')
  return claim.run
}

import { expect, it } from 'vitest'
import { startFresh } from '@/test/support/runner/start-fresh'

const load = () => import('@/lib/env')
const kept = async () => (await import('@/lib/singleton')).singleton('kept', () => ({ by: '' }))

it('a file finds no module and no singleton that another one loaded', async () => {
  const [{ env }, theirs] = [await load(), await kept()]
  theirs.by = 'another file'
  expect([(await load()).env, await kept()]).toEqual([env, theirs])
  startFresh()
  expect((await load()).env).not.toBe(env)
  expect(await kept()).toEqual({ by: '' })
})

it('and an environment without what another one changed', () => {
  process.env.VEILGATE_LANES = '2'
  const putBack = startFresh()
  process.env.VEILGATE_LANES = '3'
  process.env.VEILGATE_MAX_LANES = '4'
  putBack()
  expect([process.env.VEILGATE_LANES, process.env.VEILGATE_MAX_LANES]).toEqual(['2', undefined])
})

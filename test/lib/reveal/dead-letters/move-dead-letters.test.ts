import { expect, it } from 'vitest'
import { moveDeadLetters } from '@/lib/reveal/dead-letters/move-dead-letters'
import { asAdmin, asOperator, logLines } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

useServices({ database: 'per-test' })

/** A queue of whose sample so many have a row; `rates` are those of the moves that were started. */
function queueWith(known: number) {
  const rates: (number | null)[] = []
  const find = async () => ({
    name: 'dead',
    countKnown: async () => ({ known, sampled: 10 }),
    startMove: async (rate: number | null) => void rates.push(rate),
  })
  return { rates, find }
}

it('starts a move where no message of the sample has a row, on the record', async () => {
  const { rates, find } = queueWith(0)
  expect(await moveDeadLetters(asAdmin, { maxPerSecond: 5 }, find)).toEqual({ kind: 'done' })
  expect(await moveDeadLetters(asAdmin, { maxPerSecond: null }, find)).toEqual({ kind: 'done' })
  expect(rates).toEqual([5, null])
  expect(await logLines()).toEqual([
    'move-dead-letters asked',
    'move-dead-letters done',
    'move-dead-letters asked',
    'move-dead-letters done',
  ])
})

it('moves nothing where one has: it would be stored a second time', async () => {
  const { rates, find } = queueWith(1)
  expect(await moveDeadLetters(asAdmin, { maxPerSecond: null }, find)).toMatchObject({
    kind: 'known-among-them',
    problem: expect.stringContaining('Redrive first'),
  })
  expect(rates).toEqual([])
})

it('is refused to an operator, and to a rate that is none', async () => {
  const { rates, find } = queueWith(0)
  expect((await moveDeadLetters(asOperator, { maxPerSecond: null }, find)).kind).toBe('refused')
  for (const maxPerSecond of [0, 501, 1.5, Number.NaN]) {
    expect((await moveDeadLetters(asAdmin, { maxPerSecond }, find)).kind).toBe('invalid')
  }
  expect(rates).toEqual([])
})

import { expect, it } from 'vitest'
import { callAction } from '@/components/ui/call-action'

it('hands on what the server answered', async () => {
  expect(await callAction(async () => ({ kind: 'done' }))).toEqual({ kind: 'done' })
})

it('makes an outcome of a missing answer, with what that means here', async () => {
  const lose = () => Promise.reject(new Error('Failed to fetch'))
  expect(await callAction(lose, 'Nothing is shown.')).toEqual({
    kind: 'unanswered',
    problem: 'No response from the server. Nothing is shown.',
  })
})

import { expect, it, vi } from 'vitest'
import { describeFailure, failureSentence } from '@/lib/errors'
import { QueueFailure } from '@/lib/queue/queue-failure'

it('is told in words by pages, actions and route handlers, whichever of their bundles made it', async () => {
  vi.resetModules()
  const other = await import('@/lib/queue/queue-failure')
  const failure = new other.QueueFailure('There is no queue “logins” (QueueDoesNotExist).', {
    code: 'QueueDoesNotExist',
    permanent: true,
  })
  expect(failureSentence(failure)).toBe('There is no queue “logins” (QueueDoesNotExist).')
  expect(describeFailure(new Error('passed on', { cause: failure }))).toBe(
    'There is no queue “logins” (QueueDoesNotExist)',
  )
  expect(failure instanceof QueueFailure && failure.permanent).toBe(true)
})

import { expect, it } from 'vitest'
import { StopWords } from '@/components/runs/stop-words'
import { AT, liveEvent, runSummary, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const run = runSummary({ state: 'stopped', endedAt: secondsBefore(2) })

it('says what a stopped run left in flight, until when, and how it goes on', () => {
  const depth = {
    name: 'logins',
    visible: 7_340,
    inFlight: 160,
    delayed: 0,
    deadLetter: 0,
    visibilityTimeoutSeconds: 30,
    readAt: AT,
  }
  const event = liveEvent({ run, queue: { depth, reachedAt: AT, failure: null } })
  expect(renderedText(<StopWords run={run} event={event} />)).toBe(
    'About 160 messages were in flight, received and not stored: the queue shows them again by ' +
      '13:00:30, after the visibility timeout. Ingest now goes on with them and with what waits.',
  )
  const unknown = { ...depth, inFlight: 1, visibilityTimeoutSeconds: undefined }
  const other = liveEvent({ run, queue: { depth: unknown, reachedAt: AT, failure: null } })
  expect(renderedText(<StopWords run={run} event={other} />)).toContain(
    'About 1 message was in flight, received and not stored: the queue shows it again when the visibility timeout has run out.',
  )
})

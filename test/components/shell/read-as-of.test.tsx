import { expect, it } from 'vitest'
import { Page } from '@/components/shell/page'
import { ReadAsOf } from '@/components/shell/read-as-of'
import { AT, liveEvent, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const page = (at: string | null) =>
  renderedText(
    <ReadAsOf at={at}>
      <Page title="Logins">rows</Page>
    </ReadAsOf>,
    { event: liveEvent(), nowMs: Date.parse(AT) },
  )

it('a page says as of when its figures are, where they were old when they were read', () => {
  expect(page(secondsBefore(12))).toMatch(/Logins\s*As of\s*12 s ago/)
  expect(page(null)).not.toContain('As of')
})

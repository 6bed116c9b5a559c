import { expect, it } from 'vitest'
import { CaseHead } from '@/components/case/case-head'
import { renderedText } from '@/test/support/render'

it('says whose case it is, who printed it and when', () => {
  const nowMs = Date.parse('2026-11-21T14:02:49Z')
  expect(renderedText(<CaseHead what="User" subject="ann/1" />, { nowMs })).toMatch(
    /^User ann\/1 Printed Sat, Nov 21, 2026, 14:02:49 UTC(\+0)? by somebody@example\.com\. .*no original/,
  )
})

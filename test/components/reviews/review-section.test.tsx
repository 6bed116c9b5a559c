import { expect, it } from 'vitest'
import { ReviewSection } from '@/components/reviews/review-section'
import type { Review } from '@/lib/model/shared/reviews'
import { renderedText } from '@/test/support/render'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const at = '2026-11-21T11:00:00.000Z'
const by = 'ann@example.com'

function shown(reviews: Review[], mayReview = false) {
  const onReview = mayReview ? async () => ({ kind: 'done' as const }) : null
  const props = { kind: 'user', subject: 'user-1', assignees: ['ben@example.com'] } as const
  return renderedText(<ReviewSection {...props} reviews={reviews} onReview={onReview} />, { nowMs })
}

it('tells what was said, by whom, and who looks after it, the newest first', () => {
  const first = { id: '1', mark: null, note: '', assignee: 'ben@example.com', by, at }
  const second = { ...first, id: '2', mark: 'suspicious' as const, note: 'Two cities at once.' }
  const text = shown([second, first])
  expect(text).toMatch(/suspicious .*Two cities at once\. ann@example\.com · assigned to ben@/)
  expect(text).toMatch(/not yet .*ann@example\.com · assigned to ben@example\.com$/)
  expect(text).not.toContain('Save the review')
})

it('offers a mark, a note and an assignee to those who may review', () => {
  const text = shown([], true)
  expect(text).toContain('Nobody has said anything about this user yet.')
  for (const word of ['reviewed', 'suspicious', 'expected', 'Nobody', 'ben@example.com']) {
    expect(text).toContain(word)
  }
})

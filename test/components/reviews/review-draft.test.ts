import { expect, it } from 'vitest'
import { readAssignee, readMark, writeAssignee } from '@/components/reviews/review-draft'

it.each([undefined, null, 'ann@example.com'])('keeps the assignee %s of a draft', (assignee) => {
  expect(readAssignee(writeAssignee(assignee))).toBe(assignee)
})

it('keeps no empty assignee, so that a draft without one is none', () => {
  expect(writeAssignee(undefined)).toBe('')
})

it.each([
  ['suspicious', 'suspicious'],
  ['', null],
  ['approved', null],
])('reads %j as the mark %s', (text, mark) => {
  expect(readMark(text)).toBe(mark)
})

import { expect, it } from 'vitest'
import { pageLinks } from '@/components/table/page-links'

const href = (at: string | undefined) => (at === undefined ? '/runs' : `/runs?at=${at}`)

it('leads from the first page on only', () => {
  const page = { previous: 'p.9', next: 'n.5' }
  expect(pageLinks({ page, at: undefined, href })).toEqual({
    first: null,
    previous: null,
    next: '/runs?at=n.5',
  })
})

it('leads from a page in the middle both ways', () => {
  const page = { previous: 'p.9', next: 'n.5' }
  expect(pageLinks({ page, at: 'n.10', href, withLast: true })).toEqual({
    first: '/runs',
    previous: '/runs?at=p.9',
    next: '/runs?at=n.5',
    last: '/runs?at=last',
  })
})

it('knows the first page though a cursor led there, and the end of the list', () => {
  const page = { previous: null, next: null }
  expect(pageLinks({ page, at: 'p.3', href, withLast: true })).toEqual({
    first: null,
    previous: null,
    next: null,
    last: null,
  })
})

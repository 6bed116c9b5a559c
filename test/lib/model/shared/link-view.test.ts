import { expect, it } from 'vitest'
import { parseLinkKey } from '@/lib/model/shared/link-graph'
import { parseLinkQuery, writeLinkQuery } from '@/lib/model/shared/link-view'

it('keeps a view of the graph in a URL, beside what else that says', () => {
  const query = { centre: 'user:a & b/🐇', expanded: ['ip:x', 'device:y'], to: 'user:c' }
  const text = writeLinkQuery(query, new URLSearchParams('tab=links&to=user:before'))
  expect(parseLinkQuery(new URLSearchParams(text))).toEqual(query)
  expect(new URLSearchParams(text).get('tab')).toBe('links')
  expect(writeLinkQuery({ centre: null, expanded: [], to: null })).toBe('')
  expect(writeLinkQuery({ centre: null, expanded: [], to: null }, new URLSearchParams(text))).toBe(
    'tab=links',
  )
})

it('leaves out what is no key, and more than may be expanded', () => {
  const many = Array.from({ length: 12 }, (_, at) => `expand=user:${at}`).join('&')
  const { centre, expanded, to } = parseLinkQuery(
    new URLSearchParams(`centre=person:x&to=user:&expand=person:x&expand=user:0&${many}`),
  )
  expect([centre, to]).toEqual([null, null])
  expect(expanded).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'].map((at) => `user:${at}`))
})

it.each(['user:', 'ip', `user:${'x'.repeat(257)}`, 'user:a\0b', 'user:\ud800'])(
  'takes %j for no key',
  (key) => {
    expect(parseLinkKey(key)).toBeNull()
  },
)

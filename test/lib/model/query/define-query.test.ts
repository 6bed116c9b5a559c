import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineQuery, type QuerySource } from '@/lib/model/query/define-query'
import { runNumberSchema } from '@/lib/model/query/run-number'

const definition = defineQuery(
  {
    order: { schema: z.enum(['newest', 'oldest']), label: 'the order', default: 'newest' },
    type: {
      schema: z.array(z.string().max(8, 'is too long')),
      label: 'the device type',
      isList: true,
    },
    run: { schema: runNumberSchema, label: 'the run' },
    from: { schema: z.iso.date(), label: 'the first day' },
    to: { schema: z.iso.date(), label: 'the last day' },
    days: {
      schema: z.string().transform((text) => text.split('-').map(Number)),
      label: 'the days',
      write: (days: number[]) => days.join('-'),
    },
  },
  ({ from, to }) => {
    const contradicts = from !== undefined && to !== undefined && to < from
    return contradicts ? [{ name: 'to', problem: 'is before the start' }] : []
  },
)

const SEARCH = 'order=oldest&type=ios&type=&run=7&from=2026-11-01&to=2026-11-02&days=1-2'
const QUERY = {
  order: 'oldest',
  type: ['ios', ''],
  run: 7,
  from: '2026-11-01',
  to: '2026-11-02',
  days: [1, 2],
}

describe('the query of a page', () => {
  it('is read from a URL, and written into one', () => {
    const { query, brokenParts } = definition.parse(new URLSearchParams(SEARCH))
    expect(query).toEqual(QUERY)
    expect(brokenParts).toEqual([])
    expect(definition.write(query)).toBe(SEARCH)
    expect(definition.href('/list', query)).toBe(`/list?${SEARCH}`)
  })

  it('is read as Next hands it over, without parts that are not its own', () => {
    const source = { order: 'oldest', type: ['ios', ''], run: '7', constructor: 'x', view: 'all' }
    const { query, brokenParts } = definition.parse(source)
    expect(query).toEqual({ order: 'oldest', type: ['ios', ''], run: 7 })
    expect(brokenParts).toEqual([])
  })

  it('has its defaults where the URL says nothing, and leaves them out of URLs', () => {
    expect(definition.parse({})).toEqual({ query: { order: 'newest' }, brokenParts: [] })
    expect(definition.href('/list', { order: 'newest', run: undefined })).toBe('/list')
    expect(definition.href('/list')).toBe('/list')
  })

  it.each<[QuerySource, string, string, string]>([
    [{ order: 'up' }, 'order', 'the order', 'is not a known value'],
    [{ order: ['oldest', 'oldest'] }, 'order', 'the order', 'is given more than once'],
    [{ type: ['ios', 'x'.repeat(9)] }, 'type', 'the device type', 'is too long'],
    [{ from: '2026-13-01' }, 'from', 'the first day', 'is not a known value'],
    [{ from: '2026-11-02', to: '2026-11-01' }, 'to', 'the last day', 'is before the start'],
    [{ run: '0' }, 'run', 'the run', 'is not the number of a run'],
    [{ run: '1e3' }, 'run', 'the run', 'is not the number of a run'],
    [{ run: '9999999999' }, 'run', 'the run', 'is not the number of a run'],
  ])(
    'leaves out what is broken in %j, says which and why, and keeps the rest',
    (source, name, label, problem) => {
      const { query, brokenParts } = definition.parse({ ...source, days: '1-2' })
      expect(brokenParts).toEqual([{ name, label, problem }])
      expect(query.days).toEqual([1, 2])
      expect(query[name as 'run']).toBe(name === 'order' ? 'newest' : undefined)
    },
  )

  it('has its default where what the URL says contradicts the rest', () => {
    const sizes = defineQuery(
      {
        all: { schema: z.enum(['yes']), label: 'whether all are shown' },
        size: { schema: z.string(), label: 'the size', default: '50' },
      },
      ({ all, size }) =>
        all && size !== '50' ? [{ name: 'size', problem: 'is said of a part' }] : [],
    )
    expect(sizes.parse({ all: 'yes', size: '100' })).toEqual({
      query: { all: 'yes', size: '50' },
      brokenParts: [{ name: 'size', label: 'the size', problem: 'is said of a part' }],
    })
  })

  it('takes no list that has one text too long, whatever its schema says of it', () => {
    const ids = defineQuery({
      ids: { schema: z.array(z.string()), label: 'the ids', isList: true },
    })
    expect(ids.parse({ ids: ['a', 'x'.repeat(2_001)] })).toEqual({
      query: {},
      brokenParts: [{ name: 'ids', label: 'the ids', problem: 'is too long' }],
    })
  })
})

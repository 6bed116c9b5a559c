import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cursorParam, parseSearch, runNumber } from '@/app/(console)/search-params'

const schema = z.object({
  order: z.enum(['newest', 'oldest']).default('newest'),
  type: z.string().min(1).max(32).optional(),
  run: runNumber.optional(),
  at: cursorParam.optional(),
})
const parse = (params: Record<string, string | string[]>) =>
  parseSearch(schema, Promise.resolve(params))

describe('the search of a list', () => {
  it('is read whole', async () => {
    const { search, ignored } = await parse({ order: 'oldest', type: 'ios', run: '7', at: 'n.5.6' })
    expect(search).toEqual({
      order: 'oldest',
      type: 'ios',
      run: 7,
      at: { towards: 'next', ms: 5, id: '6' },
    })
    expect(ignored).toEqual([])
  })

  it.each<[Record<string, string | string[]>, string]>([
    [{ order: 'up' }, 'order'],
    [{ type: '' }, 'type'],
    [{ type: 'x'.repeat(33) }, 'type'],
    [{ type: ['ios', 'android'] }, 'type'],
    [{ run: '0' }, 'run'],
    [{ run: '1e3' }, 'run'],
    [{ run: '9999999999' }, 'run'],
    [{ at: 'nonsense' }, 'at'],
  ])('falls back where %j is broken, names the part, and keeps the rest', async (params, part) => {
    const kept: Record<string, string> = part === 'run' ? { type: 'ios' } : { run: '3' }
    const { search, ignored } = await parse({ ...kept, ...params })
    expect(ignored).toEqual([part])
    expect(search).toEqual({
      order: 'newest',
      ...(part === 'run' ? { type: 'ios' } : { run: 3 }),
    })
  })
})

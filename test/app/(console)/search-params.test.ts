import { describe, expect, it } from 'vitest'
import { loginsSearch } from '@/app/(console)/logins/search'
import { parseSearch } from '@/app/(console)/search-params'
import { loginsHref } from '@/components/logins/logins-href'

const parse = (params: Record<string, string | string[]>) =>
  parseSearch(loginsSearch, Promise.resolve(params))

describe('the URL of the logins', () => {
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
    [{ type: 'a\0b' }, 'type'],
    [{ type: 'a\ud800' }, 'type'],
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

  it('says what it has to, and leaves out what is usual', () => {
    expect(loginsHref({ order: 'newest' })).toBe('/logins')
    expect(loginsHref({ order: 'oldest', deviceType: 'a&b', run: 3, at: 'n.1.2' })).toBe(
      '/logins?order=oldest&type=a%26b&run=3&at=n.1.2',
    )
  })
})

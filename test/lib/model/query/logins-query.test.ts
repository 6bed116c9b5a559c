import { describe, expect, it } from 'vitest'
import {
  filterOf,
  parseLoginsQuery,
  viewOf,
  writeLoginsQuery,
} from '@/lib/model/query/logins-query'

const parse = (search: string) => parseLoginsQuery(new URLSearchParams(search))

describe('parseLoginsQuery', () => {
  it('asks for nothing where the URL says nothing', () => {
    expect(parse('')).toEqual({ query: { sort: 'sent_at', order: 'desc' }, brokenParts: [] })
    expect(parse('utm_source=x')).toEqual({
      query: { sort: 'sent_at', order: 'desc' },
      brokenParts: [],
    })
  })

  it.each([
    'range=24h',
    'range=90m',
    'range=yesterday',
    'range=this-week',
    'from=2026-11-20T00%3A00%3A00.000Z&to=2026-11-21T00%3A00%3A00.000Z',
    'device_type=ios&device_type=android',
    'locale=&locale=DE',
    'locale=%27%29%3B+DROP+TABLE+user_logins%3B--',
    'app_version=2.3.0',
    'app_version_from=1&app_version_to=6.02',
    'user_id=u%2C%26%3D+%F0%9F%98%80',
    'device_id=dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47',
    'ip=ip1_ada45f_3fc83f12051d2ceae876772a77fcc023&run_id=12',
    'sort=user_id&order=asc&at=n.sdcO8ci0x.1763719200000.7',
    'sort=app_version&at=p.20300.-5.7',
    'sort=app_version&at=p.-.1.7',
    'at=last&row=1763719200000.42',
    'at=n.253402214400000.7&row=253402214400000.7',
    'locale_not=&locale_not=DE',
    'app_version=&app_version_not=2.3.0',
    'user_id=a&user_id=&user_id_not=b',
    'user_id_not=ab-9&user_id_starts=ab',
    'ip_not=ip1_ada45f_3fc83f12051d2ceae876772a77fcc023&run_id=12&run_id=&run_id_not=7',
  ])('reads %s and writes it back', (search) => {
    const { query, brokenParts } = parse(search)
    expect(brokenParts).toEqual([])
    expect(writeLoginsQuery(query)).toBe(search)
  })

  it('reads the objects that pages get, too', () => {
    expect(
      parseLoginsQuery({ device_type: ['ios', 'tv'], run_id: '3', locale: '' }).query,
    ).toMatchObject({
      device_type: ['ios', 'tv'],
      run_id: [3],
      locale: [null],
    })
  })

  it.each([
    ['range=tomorrow', 'range'],
    ['range=0d', 'range'],
    ['range=9999d', 'range'],
    ['from=now', 'from'],
    ['from=2026-11-21', 'from'],
    ['from=2026-13-45T00:00:00Z', 'from'],
    ['from=9999-01-01T00:00:00Z', 'from'],
    ['app_version=two', 'app_version'],
    ['app_version=1.100', 'app_version'],
    ['app_version=999999999999', 'app_version'],
    ['run_id=0', 'run_id'],
    ['run_id=1e3', 'run_id'],
    ['run_id=99999999999', 'run_id'],
    ['run_id=4294967296', 'run_id'],
    ['run_id_not=0', 'run_id_not'],
    ['user_id_starts=', 'user_id_starts'],
    ['user_id_starts=a&user_id_starts=b', 'user_id_starts'],
    ['app_version_not=two', 'app_version_not'],
    [Array.from({ length: 21 }, (_, i) => `user_id_not=${i}`).join('&'), 'user_id_not'],
    ['ip_not=203.0.113.9', 'ip_not'],
    ['device_id_not=314-15-9265', 'device_id_not'],
    ['user_id=%00', 'user_id'],
    [`user_id=${'x'.repeat(129)}`, 'user_id'],
    [`device_type=${'x'.repeat(33)}`, 'device_type'],
    [Array.from({ length: 21 }, (_, i) => `locale=${i}`).join('&'), 'locale'],
    ['ip=203.0.113.135', 'ip'],
    ['ip=999.1.1.1', 'ip'],
    ['ip=fe80::1%25eth0', 'ip'],
    ['ip=[2001:db8::1]', 'ip'],
    ['device_id=111-22-3333', 'device_id'],
    ['sort=__proto__', 'sort'],
    ['order=sideways', 'order'],
    ['at=n.1', 'at'],
    ['at=n.99999999999999999.1', 'at'],
    ['at=n.1.1;DROP', 'at'],
    ['sort=user_id&at=n.s%FF.1.1', 'at'],
    ['sort=user_id&at=n.s_w.1.1', 'at'],
    ['sort=app_version&at=n.2999999999.1.1', 'at'],
    ['sort=user_id&at=n.1.1', 'at'],
    ['sort=user_id&at=n.1763719200000.7.sdcO8ci0x', 'at'],
    ['sort=user_id&at=n.5.1.1', 'at'],
    ['at=n.sYQ.1.1', 'at'],
    ['row=last', 'row'],
    ['row=1763719200000.42x', 'row'],
    ['row=x1763719200000.42', 'row'],
  ])('leaves out what is broken in %s, and names it', (search, name) => {
    const { query, brokenParts } = parse(`${search}&device_type=ios`)
    expect(brokenParts.map((part) => part.name)).toEqual([name])
    if (name !== 'device_type') expect(query.device_type).toEqual(['ios'])
    expect(JSON.stringify(brokenParts)).not.toMatch(/199\.172|203\.0|593-47|xxx/)
  })

  it.each([
    ['range=1h&from=2026-11-20T00:00:00Z', 'range'],
    ['from=2026-11-20T00:00:00Z&to=2026-11-19T00:00:00Z', 'to'],
    ['app_version=1&app_version_from=2', 'app_version'],
    ['app_version_from=2&app_version_to=1', 'app_version_to'],
    ['user_id=a&user_id_starts=b', 'user_id_starts'],
  ])('settles a contradiction in %s', (search, name) => {
    const { query, brokenParts } = parse(search)
    expect(brokenParts.map((part) => part.name)).toEqual([name])
    expect(query).not.toHaveProperty(name)
  })

  it.each([
    ['type=ios&type=', 'device_type=ios&device_type='],
    ['type=ios&device_type=tv', 'device_type=tv&device_type=ios'],
    ['version=2.3.0', 'app_version=2.3.0'],
    ['version-from=1&version-to=6.02', 'app_version_from=1&app_version_to=6.02'],
    ['user=u%2C', 'user_id=u%2C'],
    [
      'device=dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47&run=12',
      'device_id=dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47&run_id=12',
    ],
    [
      'sort=user&order=asc&at=n.sdcO8ci0x.1763719200000.7',
      'sort=user_id&order=asc&at=n.sdcO8ci0x.1763719200000.7',
    ],
    ['sort=version&at=p.20300.-5.7', 'sort=app_version&at=p.20300.-5.7'],
    ['sort=time', ''],
  ])('reads the older link %s, and writes it as links are now', (older, newer) => {
    const { query, brokenParts } = parse(older)
    expect(brokenParts).toEqual([])
    expect(writeLoginsQuery(query)).toBe(newer)
  })

  it('refuses an original under the older name of a field, too', () => {
    expect(parse('device=111-22-3333').brokenParts.map(({ name }) => name)).toEqual(['device_id'])
    expect(parse('user=a&user_id=b').query.user_id).toEqual(['b', 'a'])
  })

  it('takes the words that older links use', () => {
    expect(parse('order=oldest').query.order).toBe('asc')
    expect(parse('order=newest').query.order).toBe('desc')
  })

  it('is not misled by an object with parents', () => {
    expect(parseLoginsQuery(Object.create({ run_id: '3' })).query.run_id).toBeUndefined()
    expect(
      parseLoginsQuery(JSON.parse('{"__proto__": {"run_id": "3"}}')).query.run_id,
    ).toBeUndefined()
  })
})

describe('filterOf', () => {
  it('counts presets back from now and versions as numbers', () => {
    const { query } = parse('range=1h&app_version_from=2.3&app_version_to=6.02&locale=')
    expect(filterOf(query, 10_000_000, 'UTC')).toEqual({
      fromMs: 6_400_000,
      fromVersion: 20300,
      toVersion: 60200,
      locale: [null],
    })
  })

  it('tells the days of the calendar in the zone of whoever asks', () => {
    const { query } = parse('range=yesterday')
    const now = Date.parse('2026-11-26T23:30:00Z')
    const day = (first: string, end: string) => ({
      fromMs: Date.parse(first),
      toMs: Date.parse(end),
    })
    expect(filterOf(query, now, 'UTC')).toEqual(day('2026-11-25T00:00Z', '2026-11-26T00:00Z'))
    expect(filterOf(query, now, 'Asia/Kolkata')).toEqual(
      day('2026-11-25T18:30Z', '2026-11-26T18:30Z'),
    )
  })

  it('asks for several versions by their numbers, and leaves out what it is told to', () => {
    const { query } = parse('app_version=2.3&app_version=&locale_not=&app_version_not=1&user_id=u')
    expect(filterOf(query, 0, 'UTC')).toEqual({
      app_version: [20300, null],
      user_id: ['u'],
      excluded: { locale: [null], app_version: [10000] },
    })
    expect(filterOf(parse('user_id_starts=ab').query, 0, 'UTC')).toEqual({ user_id_starts: 'ab' })
  })

  it('takes an exact version as both bounds', () => {
    expect(filterOf(parse('app_version=2.3').query, 0, 'UTC')).toEqual({
      fromVersion: 20300,
      toVersion: 20300,
    })
  })
})

it('keeps neither the place in the list nor the login looked at in a view', () => {
  expect(viewOf(parse('device_type=ios&at=n.1.1&row=1.1').query)).toBe('device_type=ios')
})

describe('how the chart is drawn', () => {
  const chartOf = (search: string) => {
    const { query, brokenParts } = parseLoginsQuery(new URLSearchParams(search))
    const { split, segment, compare } = query
    return { split, segment, compare, broken: brokenParts.map(({ name }) => name) }
  }

  it('is read from the URL, and written into it', () => {
    const search = 'split=locale&segment=de-DE&segment='
    expect(chartOf(search)).toMatchObject({ split: 'locale', segment: ['de-DE', null], broken: [] })
    expect(writeLoginsQuery(parseLoginsQuery(new URLSearchParams(search)).query)).toBe(search)
    expect(chartOf('compare=before')).toMatchObject({ compare: 'before', broken: [] })
  })

  it.each([
    ['split=user_id', ['split']],
    ['split=locale&compare=before', ['compare']],
    ['segment=DE&segment=FR', ['segment']],
    ['split=locale&segment=DE', ['segment']],
    ['split=app_version&segment=2.3.0&segment=new', ['segment']],
    ['compare=after', ['compare']],
  ])('leaves out what contradicts the rest of %s', (search, broken) => {
    expect(chartOf(search).broken).toEqual(broken)
  })
})

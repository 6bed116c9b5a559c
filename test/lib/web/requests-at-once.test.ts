import type { IncomingMessage } from 'node:http'
import { beforeEach, expect, it } from 'vitest'
import { STREAMS_PER_PERSON } from '@/lib/live/stream-places'
import { singleton } from '@/lib/singleton'
import { PROBED } from '@/lib/web/probed'
import {
  ALL_AT_ONCE,
  FILES_AT_ONCE,
  PER_SESSION,
  PER_TOKEN,
  PROBES_PER_SESSION,
  STRANGERS_AT_ONCE,
  TOKENS_AT_ONCE,
  takeRequestPlace,
} from '@/lib/web/requests-at-once'
import { forgetSingletons } from '@/test/support/singletons'

beforeEach(forgetSingletons)

const request = (url: string, cookie?: string) => ({ url, headers: { cookie } }) as IncomingMessage
const take = (url: string, session?: string) =>
  takeRequestPlace(request(url, session && `theme=dark; session=${session}; zone=UTC`), 'session')
const times = (count: number, act: (at: number) => { kind: string }) =>
  Array.from({ length: count }, (_, at) => act(at))

it('gives each session places of its own, and strangers some together', () => {
  const all = [
    ...times(PER_SESSION, () => take('/logins', 'ann')),
    ...times(PER_SESSION, () => take('/logins', 'bob')),
    ...times(STRANGERS_AT_ONCE, () => take('/sign-in')),
  ]
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['taken']))
  expect([take('/', 'ann'), take('/', 'bob'), take('/set-password')]).toEqual([
    { kind: 'crowded' },
    { kind: 'crowded' },
    { kind: 'crowded' },
  ])
  expect(take('/', 'eve').kind).toBe('taken')
})

it.each([
  ['escapes', (at: number) => `session=${escaped('ann', at)}.signature`],
  ['another signature', (at: number) => `session=ann.${at}`],
  ['quotes', () => 'session="ann.signature"'],
  ['spaces', (at: number) => `${' '.repeat(at)}session =${' '.repeat(at)}ann.signature`],
  ['another cookie of the name', (at: number) => `session=ann.signature; session=made-up-${at}`],
])('gives a session no more places for spelling its cookie with %s', (_how, spelled) => {
  const all = times(PER_SESSION + 1, (at) =>
    takeRequestPlace(request('/logins', spelled(at)), 'session'),
  )
  expect(all.at(-2)?.kind).toBe('taken')
  expect(all.at(-1)?.kind).toBe('crowded')
  expect(take('/logins', 'ann').kind).toBe('crowded')
})

it.each(['/_next/static/../../logins', '/_next/static/%2e%2E/../logins', '/api/v1/../../logins'])(
  'takes %s for the page that Next answers it with',
  (url) => {
    times(PER_SESSION, () => take('/logins', 'ann'))
    expect(take(url, 'ann').kind).toBe('crowded')
    times(STRANGERS_AT_ONCE, () => take('/sign-in'))
    expect(take(url).kind).toBe('crowded')
  },
)

/** The one of the spellings with this number: its bits say which letters are escaped. */
function escaped(text: string, number: number): string {
  return [...text]
    .map((letter, at) => ((number >> at) & 1 ? `%${letter.charCodeAt(0).toString(16)}` : letter))
    .join('')
}

it('has fewer places of a session for live views, which stay open', () => {
  const views = times(STREAMS_PER_PERSON + 1, () => take('/api/live?v=1', 'ann'))
  expect(views.map(({ kind }) => kind)).toEqual([
    ...Array(STREAMS_PER_PERSON).fill('taken'),
    'crowded',
  ])
  expect([take('/logins', 'ann').kind, take('/api/live', 'bob').kind]).toEqual(['taken', 'taken'])
})

it('takes files and questions for the health from nobody’s places', () => {
  times(STRANGERS_AT_ONCE, () => take('/sign-in'))
  for (const url of ['/_next/static/chunks/a.js?x', '/favicon.ico', '/api/health?v=1', ...PROBED]) {
    expect(take(url).kind).toBe('taken')
  }
  expect(take('/api/healthy').kind).toBe('crowded')
})

it('has a bound of questions for the health of one session, for which the database is asked', () => {
  const asked = times(PROBES_PER_SESSION + 1, (at) => take(PROBED[at % PROBED.length] ?? '', 'ann'))
  expect(asked.at(-2)?.kind).toBe('taken')
  expect(asked.at(-1)?.kind).toBe('crowded')
  expect([take('/', 'ann'), take('/api/health'), take('/api/health', 'bob')]).toMatchObject(
    Array(3).fill({ kind: 'taken' }),
  )
})

it('has a bound of files, which leaves everything else alone', () => {
  const files = times(FILES_AT_ONCE + 1, () => take('/_next/static/a.js', 'ann'))
  expect(files.at(-2)?.kind).toBe('taken')
  expect(files.at(-1)?.kind).toBe('crowded')
  expect([take('/', 'ann').kind, take('/api/health').kind]).toEqual(['taken', 'taken'])
})

it('is full for everybody where made-up sessions take all places', () => {
  const places = times(ALL_AT_ONCE, (at) => take('/', `made-up-${at}`))
  expect(places.at(-1)?.kind).toBe('taken')
  expect(take('/', 'ann')).toEqual({ kind: 'full' })
  expect([take('/api/health').kind, take('/icon.svg').kind]).toEqual(['taken', 'taken'])
})

it('has a place again once one is left, however often that is said', () => {
  const [first] = Array.from({ length: PER_SESSION }, () => take('/', 'ann'))
  expect(take('/', 'ann').kind).toBe('crowded')
  if (first?.kind === 'taken') for (let time = 0; time < 3; time += 1) first.leave()
  expect([take('/', 'ann').kind, take('/', 'ann').kind]).toEqual(['taken', 'crowded'])
})

it('remembers nobody whose requests are all answered', () => {
  const counted = () => singleton('requests-at-once', () => new Map()).size
  for (const place of [take('/', 'ann'), take('/', 'bob'), take('/sign-in')]) {
    expect(counted()).toBeGreaterThan(0)
    if (place.kind === 'taken') place.leave()
  }
  expect(counted()).toBe(0)
})

it('counts requests to the API by their token, and looks at no cookie there', () => {
  const ask = (authorization?: string) => {
    const headers = { authorization, cookie: 'session=ann' }
    return takeRequestPlace({ url: '/api/v1/logins', headers } as IncomingMessage, 'session')
  }
  const own = times(PER_TOKEN + 1, () => ask('Bearer vgt_a'))
  expect(own.map(({ kind }) => kind)).toEqual([...Array(PER_TOKEN).fill('taken'), 'crowded'])
  expect(ask('Bearer vgt_b').kind).toBe('taken')
  expect(times(PER_SESSION, () => take('/logins', 'ann')).at(-1)?.kind).toBe('taken')
  expect(times(STRANGERS_AT_ONCE + 1, () => ask()).at(-1)?.kind).toBe('crowded')
})

it('gives a token no more places for spelling its header in other ways', () => {
  const ask = (at: number) => {
    const authorization = `${at % 2 ? 'bearer' : 'BEARER'}${' '.repeat(at + 1)}vgt_${'a'.repeat(43)}`
    const headers = { authorization }
    return takeRequestPlace({ url: '/api/v1/runs', headers } as IncomingMessage, 'session')
  }
  expect(times(PER_TOKEN + 1, ask).at(-1)?.kind).toBe('crowded')
})

it('lets made-up tokens fill no more than the places of the API', () => {
  const ask = (at: number) => {
    const headers = { authorization: `Bearer ${at}` }
    return takeRequestPlace({ url: '/api/v1/runs', headers } as IncomingMessage, 'session')
  }
  const all = times(TOKENS_AT_ONCE + 1, ask)
  expect(all.at(-2)?.kind).toBe('taken')
  expect(all.at(-1)?.kind).toBe('crowded')
  expect(take('/', 'ann').kind).toBe('taken')
})

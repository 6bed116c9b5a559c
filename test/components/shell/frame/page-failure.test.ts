import { describe, expect, it } from 'vitest'
import { describePageFailure } from '@/components/shell/frame/page-failure'
import { databaseDigest } from '@/lib/model/answers/page-failure'
import { refusedOriginWords } from '@/lib/model/answers/refused-origin'

const failure = (message: string, more: { name?: string; digest?: string } = {}) =>
  Object.assign(new Error(message), more)

describe('why a page could not be shown', () => {
  it.each<[string, ReturnType<typeof failure>, string]>([
    ['the database is away', failure('', { digest: databaseDigest('ECONNREFUSED') }), 'database'],
    ['the database says no code', failure('', { digest: databaseDigest(undefined) }), 'database'],
    ['the server failed in another way', failure('', { digest: '1234567' }), 'unknown'],
    ['the page failed in the browser', failure('x is undefined', { name: 'TypeError' }), 'unknown'],
    ['a chunk is gone', failure('Loading chunk 7 failed.', { name: 'ChunkLoadError' }), 'updated'],
    ['a chunk is gone (Turbopack)', failure('Failed to load chunk /_next/x.js'), 'updated'],
    ['an action is gone', failure('', { name: 'UnrecognizedActionError' }), 'updated'],
    ['a module is gone', failure('Failed to fetch dynamically imported module: /x'), 'updated'],
    [
      'a translator took a text away',
      failure(`Failed to execute 'removeChild' on 'Node': The node is not a child.`, {
        name: 'NotFoundError',
      }),
      'changed',
    ],
    [
      'a translator moved what is inserted before',
      failure(`Failed to execute 'insertBefore' on 'Node'.`, { name: 'NotFoundError' }),
      'changed',
    ],
    [
      'the address is refused',
      failure(refusedOriginWords({ origin: 'https://a.example', host: 'b', site: undefined })),
      'refused',
    ],
    ['a device is gone', failure('No camera', { name: 'NotFoundError' }), 'unknown'],
    ...[
      'The connection to the console is lost.',
      'network error',
      'Failed to fetch',
      'NetworkError when attempting to fetch resource.',
      'Error in input stream',
      'Load failed',
      'The network connection was lost.',
      'Connection closed.',
      'Minified React error #412; visit https://react.dev/errors/412 for the full message.',
    ].map((words): [string, Error, string] => [
      `the answer was cut off: ${words}`,
      failure(words),
      'lost',
    ]),
    ['another error of React', failure('Minified React error #418; visit …'), 'unknown'],
    ['the server could not reach another', failure('Failed to fetch', { digest: '1' }), 'unknown'],
  ])('%s', (_, error, kind) => expect(describePageFailure(error).kind).toBe(kind))

  it('blames the database only where it is the database', () => {
    const { title, cause } = describePageFailure(failure('', { digest: '1234567' }))
    expect(`${title} ${cause}`).not.toMatch(/database/i)
  })

  it('has a detail to copy, which never is the message', () => {
    const detail = (error: Error) => describePageFailure(error).detail
    expect(detail(failure('', { digest: databaseDigest('57P01') }))).toBe('database 57P01')
    expect(detail(failure('', { digest: '1234567' }))).toBe('error 1234567')
    expect(detail(failure('ann@example.com'))).toBeUndefined()
  })
})

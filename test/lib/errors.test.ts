import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { isAboutTheData, isPassing } from '@/lib/db/failure-kind'
import { describeFailure, failureCode, failureSentence, UserError } from '@/lib/errors'
import { noteWhere } from '@/lib/failures/failure-place'
import { useServices } from '@/test/support/services'

const services = useServices()

const CANARY = 'canary-111-22-3333'

it.each(['Error', 'APIError'])('%s alone is not told without words', (name) => {
  const failure = Object.assign(new Error(CANARY), { name })
  expect(describeFailure(failure)).toMatch(new RegExp(`^[A-Z][a-z ]{10,} \\(${name}\\)$`))
})

describe('a failure of the database', () => {
  it.each([
    ['53100', /no disk space left\. Make room/],
    ['53200', /no memory left/],
    ['53300', /no connection to spare\. .*connection_limit in DATABASE_URL/],
    ['53400', /run out of a resource/],
    ['25006', /read-only.*Point DATABASE_URL at the primary/],
    ['25P02', /given up this transaction/],
    ['40001', /Try again/],
    ['40P01', /Try again/],
    ['42501', /refuses a right.*prisma\/roles\.sql/],
    ['42P01', /lacks a table\. Run npm run migrate/],
    ['42703', /lacks a column\. Run npm run migrate/],
    ['3D000', /does not exist.*npm run migrate/],
    ['3F000', /lacks the schema/],
    ['28P01', /refused the password.*percent-encode/],
    ['28000', /refuses this user.*sslmode=require/],
    ['57P01', /shutting down/],
    ['57P02', /crashed and is recovering/],
    ['57P03', /starting up/],
    ['57014', /took too long/],
    ['25P04', /took too long/],
    ['55P03', /a lock that somebody else holds/],
    ['08006', /closed the connection/],
    ['08P01', /pooler.*search_path/],
    ['58030', /failed inside.*log/],
    ['XX001', /failed inside.*log/],
  ])('is told in words where the server says %s, with where it happened', async (state, words) => {
    const failure = await raise(state)
    expect(describeFailure(failure)).toMatch(words)
    const { host, pathname } = new URL(services.databaseUrl())
    expect(describeFailure(failure)).toContain(`The database at ${host}${pathname}`)
    expect(describeFailure(failure)).not.toContain(CANARY)
  })

  it.each(['22021', '22P05', '23502', 'P0001'])('blames the data with %s', async (state) => {
    const failure = await raise(state)
    expect(describeFailure(failure)).toBe(`The database refused the data (${state})`)
    expect(isAboutTheData(failure)).toBe(true)
  })

  it('that blames no data is not taken for one that does, and what passes is known', async () => {
    expect(isAboutTheData(await raise('23505'))).toBe(false)
    expect([await raise('40001'), await raise('40P01')].map(isPassing)).toEqual([true, true])
    expect(isPassing(await raise('55P03'))).toBe(false)
  })

  it.each([
    ['P1000', /refused the password/],
    ['P1001', /cannot be reached/],
    ['P1002', /did not answer in time/],
    ['P1003', /does not exist/],
    ['P1008', /did not answer in time/],
    ['P1010', /refuses this user/],
    ['P1011', /could not agree on encryption/],
    ['P1017', /closed the connection/],
    ['P2002', /has such a row already/],
    ['P2021', /lacks a table/],
    ['P2022', /lacks a column/],
    ['P2024', /All connections of this process are in use/],
    ['P2025', /no longer has the row/],
    ['P2028', /took too long/],
    ['P2034', /Try again/],
    ['P2037', /no connection to spare/],
    ['ECONNREFUSED', /nothing listens there/],
    ['ENOTFOUND', /host name is unknown/],
    ['EAI_AGAIN', /DNS/],
    ['ETIMEDOUT', /did not answer in time/],
    ['ECONNRESET', /cut the connection/],
    ['EHOSTUNREACH', /no way leads there/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /sslrootcert.*sslmode=require/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /sslrootcert.*sslmode=require/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /sslrootcert.*sslmode=require/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host name/],
    ['CERT_HAS_EXPIRED', /not valid today/],
  ])('is told in words where Prisma or Node says %s', (code, words) => {
    const where = 'db.example.test:5432/logins (VEILGATE_REVEAL_DATABASE_URL)'
    const failure = noteWhere(Object.assign(new Error(CANARY), { code }), where)
    const said = describeFailure(failure)
    expect(said).toMatch(words)
    expect(said).toContain('at db.example.test:5432/logins')
    expect(said).not.toContain(CANARY)
    expect(said).not.toMatch(/(^|[^_])DATABASE_URL/)
  })

  it.each([
    ['a wrong password', (url: URL) => (url.password = CANARY), /refused the password/],
    ['no password', (url: URL) => (url.password = ''), /asks for a password.*has none/],
    [
      'no such database',
      (url: URL) => (url.pathname = '/nowhere'),
      /does not exist on that server/,
    ],
    ['a port where nothing listens', (url: URL) => (url.port = '1'), /nothing listens there/],
    [
      'a host that does not exist',
      (url: URL) => (url.hostname = 'no-such-host.invalid'),
      /host name (is unknown|cannot be resolved)/,
    ],
  ])('is told in words at a real connection: %s', async (_, spoil, words) => {
    const url = new URL(services.databaseUrl())
    spoil(url)
    const failure = await new GuardedClient(connectionConfig(url.href))
      .connect()
      .catch((error: unknown) => error)
    expect(describeFailure(failure)).toMatch(words)
    expect(describeFailure(failure)).not.toContain(CANARY)
  })

  it('is told by a UserError in its own words, also where a library wrapped it', () => {
    const ours = new UserError('Do this.')
    expect(describeFailure(new Error(CANARY, { cause: ours }))).toBe('Do this')
  })

  it('keeps a code of the network to itself where it does not come from the database', () => {
    const failure = Object.assign(new Error(CANARY), { code: 'ECONNREFUSED' })
    expect(describeFailure(failure)).toBe('Nothing answers at that address (ECONNREFUSED)')
  })
})

/** What Prisma reports where the server raises that SQLSTATE. */
async function raise(state: string): Promise<unknown> {
  const failure = await database()
    .$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION '${CANARY}' USING ERRCODE = '${state}'; END $$`)
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Error)
  // Prisma has a name of its own for some, and drops the SQLSTATE of none.
  expect(failureCode(failure)).toBe(state)
  return failure
}

it.each([new UserError('Do this. Then that.'), new UserError('Do this. Then that')])(
  'says a failure of ours as a phrase, and as a sentence with one full stop: %s',
  (failure) => {
    expect(describeFailure(failure)).toBe('Do this. Then that')
    expect(failureSentence(failure)).toBe('Do this. Then that.')
  },
)

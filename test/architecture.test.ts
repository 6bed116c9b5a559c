import { describe, expect, it } from 'vitest'
import { ROOT } from '@/test/support/sources/root'
import { crowdedRooms, projectSources, violations } from './support/sources/architecture'
import { importCycles, longFiles, restrictedImports, unique } from './support/sources/linter'
import { longFunctions } from './support/sources/long-functions'

const sources = projectSources(ROOT)

describe('the architecture', () => {
  it('is looked at whole', () => {
    const paths = sources.map(({ path }) => path)
    for (const path of [
      'lib/env.ts',
      'lib/vault/seal.ts',
      'prisma.config.ts',
      'test/architecture.test.ts',
    ]) {
      expect(paths).toContain(path)
    }
    expect(paths.some((path) => path.includes('node_modules') || path.includes('generated'))).toBe(
      false,
    )
  })

  it('holds: where the environment, SQL and colours are, how transactions begin and files are named', () => {
    expect(violations(sources)).toEqual([])
  })
})

describe('a room', () => {
  it('holds twenty files at most, rooms of its own or not', () => {
    expect(crowdedRooms(sources)).toEqual([])
  })

  it.each(['app/(console)', 'components/ui', 'lib/room', 'test/support', 'test/lib/room'])(
    'is found where it is crowded: %s',
    (room) => {
      const files = Array.from({ length: 21 }, (_, at) => ({ path: `${room}/f${at}.ts`, text: '' }))
      const inner = { path: `${room}/inner/x.ts`, text: '' }
      expect(crowdedRooms([...files, inner])).toEqual([`${room} holds 21 files, and may hold 20`])
      expect(crowdedRooms([...files.slice(1), inner])).toEqual([])
    },
  )
})

describe('a function', () => {
  it('has seventy lines at most', () => {
    expect(longFunctions(sources)).toEqual([])
  })

  it.each([
    ['export function f({\n  a,\n}: Props) {', '}'],
    ['async function f(): Promise<void> {', '}'],
    ['export default function Page() {', '}'],
    ['const f = () => {', '}'],
    ['  return cases.map((one) => (', '  ))'],
  ])('is found where it is longer: %s', (head, end) => {
    const ofLines = (lines: number) => {
      const inner = '    <p>\n'.repeat(lines - 1 - head.split('\n').length)
      return [{ path: 'components/x.tsx', text: `${head}\n${inner}${end}\n` }]
    }
    expect(longFunctions(ofLines(71))).toHaveLength(1)
    expect(longFunctions(ofLines(70))).toEqual([])
  })
})

describe('the linter', () => {
  const refused = [
    ['lib/queue/x.ts', `import { a } from '@/lib/db/client'`],
    ['lib/db/x.ts', `import type { A } from '@/lib/queue/queue'`],
    ['lib/masking/x.ts', `import { a } from '../vault/seal'`],
    ['lib/x.ts', `import { a } from '@/lib/db/client'`],
    ['lib/new-room/x.ts', `import { a } from '@/lib/db/client'`],
    ['lib/db/x.ts', `import { a } from '@/app/page'`],
    ['lib/cli/x.ts', `import { a } from '@/components/ui/button'`],
    ['lib/ingest/x.ts', `import { a } from '@/lib/vault/open'`],
    ['lib/cli/x.ts', `const a = await import('@/lib/vault/open')`],
    ['app/x/page.tsx', `import { a } from '@/lib/vault/open'`],
    ['app/page.tsx', `import { a } from '@/test/support/x'`],
    ['lib/vault/seal.ts', `import { a } from '@/lib/vault/open'`],
    ['lib/vault/open.ts', `import { a } from './seal'`],
    ['components/logins/x.tsx', `import { a } from '@/app/actions'`],
    ['components/ui/x.tsx', `import { a } from '@/components/logins/x'`],
    ['lib/ingest/x.ts', `import { SQSClient } from '@aws-sdk/client-sqs'`],
    ['app/api/x/route.ts', `import { SQSClient } from '@aws-sdk/client-sqs'`],
  ]
  const allowed = [
    ['app/(console)/runs/[id]/page.tsx', `import { a } from '@/lib/db/runs/find-run'`],
    ['lib/reveal/x.ts', `import { a } from '@/lib/vault/open'`],
    ['components/logins/x.tsx', `import type { LoginRow } from '@/lib/model/login'`],
    ['lib/queue/sqs/x.ts', `import { SQSClient } from '@aws-sdk/client-sqs'`],
    ['lib/db/x.ts', `import { UserError } from '@/lib/errors'`],
    ['test/x.test.ts', `import { a } from '@/lib/vault/open'`],
  ]

  /** Where what ships is. */
  const PLACES = ['app/(console)/x', 'components/x', 'lib/x', 'lib/db/x']

  it('refuses an import that a room may not have, and no other', async () => {
    const samples = [...refused, ...allowed].map(([path = '', text = ''], at) => ({
      path: unique(path, at),
      text,
    }))
    const found = await restrictedImports(samples)
    expect(found).toEqual(samples.slice(0, refused.length).map(({ path }) => path))
  })

  it('refuses a file of more than 200 lines, a test of more than 400, and no other', async () => {
    const ofLines = (path: string, lines: number) => ({ path, text: 'export {}\n'.repeat(lines) })
    const tooLong = [
      ...PLACES.map((place) => ofLines(`${place}/long.ts`, 201)),
      ofLines('test/lib/long.test.ts', 401),
    ]
    const short = [
      ...PLACES.map((place) => ofLines(`${place}/short.ts`, 200)),
      ofLines('test/lib/short.test.ts', 400),
    ]
    expect(await longFiles([...tooLong, ...short])).toEqual(tooLong.map(({ path }) => path))
  })

  it('refuses cycles, types included', async () => {
    const found = await importCycles([
      { path: 'lib/db/a.ts', text: "import type { B } from '@/lib/db/b'\nexport type A = B\n" },
      {
        path: 'lib/db/b.ts',
        text: "import type { A } from '@/lib/db/a'\nexport type B = A | null\n",
      },
    ])
    expect(found).toEqual(['lib/db/a.ts', 'lib/db/b.ts'])
  })
})

describe('the checker', () => {
  it.each([
    ['components/logins/x.tsx', `import { a } from '@/lib/db/client'`],
    ['components/logins/x.tsx', `import {\n  type A,\n  a,\n} from '@/lib/env'`],
    ['components/ui/x.tsx', `import '@/lib/log'`],
    ['lib/log.ts', `const a = process.env.A`],
    ['app/page.tsx', `const { env } = process`],
    ['proxy.ts', `const a = process.env.PORT`],
    ['app/page.tsx', 'await db.$queryRaw`SELECT 1`'],
    ['lib/reveal/x.ts', 'await database().$transaction(async (tx) => work(tx))'],
    ['lib/db/x.ts', `await client.query("SET lock_timeout = '60s'")`],
    ['lib/db/x.ts', 'await client.query(`BEGIN; SET work_mem = 1`)'],
    ['lib/db/x.ts', "SELECT set_config('lock_timeout', '1s', false)"],
    ['lib/db/x.ts', "await client.query('SELECT pg_advisory_lock($1)', [1])"],
    ['lib/db/x.ts', 'SELECT pg_try_advisory_lock(1)'],
    ['lib/db/x.ts', 'await client.query(`BEGIN; SET LOCAL statement_timeout = 0`)'],
    ['components/ui/x.tsx', `<i className="bg-red-500" />`],
    ['components/ui/x.tsx', `<i className="text-white" />`],
    ['components/ui/x.tsx', `<i style={{ color: '#ff0000' }} />`],
    ['components/ui/x.tsx', `const a = 'rgb(1 2 3)'`],
    ['components/ui/x.tsx', `const a = 'oklch(0.5 0.1 20)'`],
    ['lib/db/storeBatch.ts', ''],
    ['components/Logins/x.tsx', ''],
    ['lib/db/store_batch.ts', ''],
  ])('finds what is wrong in %s: %s', (file, text) => {
    const [first = 'nothing'] = violations([{ path: file, text }])
    expect(first).toContain(file)
  })

  it.each([
    ['components/logins/x.tsx', `import type { A } from '@/lib/db/client'`],
    ['components/logins/x.tsx', `import { type A, type B } from '@/lib/reveal/x'`],
    ['components/logins/x.tsx', `import { a } from '@/lib/model/login'`],
    ['components/logins/x.tsx', `<i className="bg-accent text-(--muted)" title="run #12" />`],
    ['lib/db/transaction.ts', 'return client.$transaction(work)'],
    ['lib/db/x.ts', 'sql`SET LOCAL work_mem = 1; SELECT pg_advisory_xact_lock(1)`'],
    ['lib/db/x.ts', 'sql`UPDATE user_logins SET masked_ip = 1`'],
    ['instrumentation.ts', `if (process.env.NEXT_RUNTIME === 'nodejs') start()`],
  ])('finds nothing wrong in %s: %s', (file, text) => {
    expect(violations([{ path: file, text }])).toEqual([])
  })
})

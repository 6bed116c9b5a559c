import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FOLLOW_UP_STEPS, RETAINED_TABLES } from '@/lib/model/retention/retained-tables'
import { RETENTION_KINDS } from '@/lib/model/retention/retention-kinds'
import { ROOT } from '@/test/support/sources/root'

const schema = readFileSync(join(ROOT, 'prisma/schema.prisma'), 'utf8')

it('says of every table, once, what becomes of its rows', () => {
  const models = [...schema.matchAll(/^model \w+ \{(?<body>[^}]*)\}/gm)]
  const tables = models.map(({ groups }) => /@@map\("(\w+)"\)/.exec(groups?.body ?? '')?.[1])
  const said = RETAINED_TABLES.flatMap((group) => group.tables)
  expect([...said].sort()).toEqual([...tables].sort())
})

it('tells what each step deleted in one place', () => {
  const steps = RETAINED_TABLES.flatMap((group) => group.steps)
  expect([...steps].sort()).toEqual([...RETENTION_KINDS, 'expired', ...FOLLOW_UP_STEPS].sort())
})

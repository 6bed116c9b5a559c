import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VARIABLES } from '@/lib/env-variables'
import { ROOT } from '@/test/support/sources/root'

type Variable = { schema: (typeof VARIABLES)[Name]['schema']; internal?: boolean }
type Name = keyof typeof VARIABLES

/** Read by the AWS SDK alone. */
const SDK_VARIABLES = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']

const variables: [string, Variable][] = Object.entries(VARIABLES)
const publicNames = variables.filter(([, { internal }]) => !internal).map(([name]) => name)

describe('.env.example', () => {
  const lines = [...textOf('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
    ([, name, value]) => [name, value] as [string, string],
  )

  it('names each variable once, and no other', () => {
    const names = lines.map(([name]) => name)
    expect([...names].sort()).toEqual([...publicNames, ...SDK_VARIABLES].sort())
  })

  it.each(lines)('shows the default of %s, or an example that would be accepted', (name, value) => {
    if (SDK_VARIABLES.includes(name)) return expect(value).toBe('')
    const byDefault = defaultOf(name)
    if (byDefault !== undefined) return expect(value).toBe(byDefault)
    const { success } = VARIABLES[name as Name].schema.safeParse(value === '' ? undefined : value)
    expect(success).toBe(true)
  })

  it('sets nothing where it is copied as it is', () => {
    expect(textOf('.env.example')).not.toMatch(/^[^#\n]/m)
  })
})

describe("the README's table of variables", () => {
  const rows = [...textOf('README.md').matchAll(/^\| (`[A-Z][A-Z_]+`[^|]*)\|[^|]*\|([^|]*)\|$/gm)]
  const named = rows.flatMap(([, names = '', defaults = '']) => {
    const shown = codeIn(defaults)
    return codeIn(names).map((name, at) => [name, shown[at]] as [string, string | undefined])
  })

  it('names variables that there are, each once', () => {
    const names = named.map(([name]) => name)
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter((name) => !publicNames.includes(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(named)('shows the default of %s', (name, shown) => {
    const byDefault = defaultOf(name)
    if (byDefault !== undefined) expect(shown).toBe(byDefault)
  })
})

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function defaultOf(name: string): string | undefined {
  const { data } = VARIABLES[name as Name].schema.safeParse(undefined)
  return data === undefined ? undefined : String(data)
}

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string)
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '@/test/support/sources/root'

type Entry = { version?: string; integrity?: string; link?: boolean }

const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
const { packages } = JSON.parse(text) as { packages: Record<string, Entry> }
const entries = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)

describe('package-lock.json', () => {
  it('pins what each package holds, those of other platforms as well', () => {
    const unpinned = entries.filter(
      ([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
    )
    expect(unpinned.map(([path]) => path)).toEqual([])
    expect(entries.length).toBeGreaterThan(500)
    expect(entries.some(([path]) => path.includes('darwin'))).toBe(true)
  })
})

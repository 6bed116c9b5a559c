import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { twMerge } from 'tailwind-merge'
import { describe, expect, it } from 'vitest'
import { cn } from '@/components/ui/cn'

/** The lists of classes that components are written with: in quotes, with spaces or dashes. */
function classLists(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const found = files
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) =>
      [
        ...readFileSync(join(folder, file), 'utf8').matchAll(/['"]([a-z0-9[!@-][^'"\n]*)['"]/gi),
      ].map(([, text]) => text ?? ''),
    )
  return [...new Set(found)].filter((text) => text.includes('-') && text.split(' ').every(isClass))
}

function sorted(classes: string): string {
  return [...new Set(classes.split(' '))].toSorted().join(' ')
}

function isClass(word: string): boolean {
  return /^[@[!-]?[a-z][a-z0-9]*(?:[-:[]|$)/i.test(word) && !/^[A-Z]|[’.…?]$/.test(word)
}

const OWN = classLists('components/ui')
const GIVEN = classLists('components')

describe('class names', () => {
  it('are merged as tailwind-merge merges them, whatever a primitive is given', () => {
    expect(OWN.length).toBeGreaterThan(40)
    expect(GIVEN.length).toBeGreaterThan(300)
    const different: string[] = []
    for (const own of OWN) {
      for (const given of GIVEN) {
        const [ours, theirs] = [cn(own, given), twMerge(own, given)].map(sorted)
        if (ours !== theirs) different.push(`${own} + ${given}: ${ours} instead of ${theirs}`)
      }
    }
    expect(different.slice(0, 20)).toEqual([])
  })

  it.each([
    [['h-8 w-full', false, undefined, 'h-7'], 'w-full h-7'],
    [['hover:bg-hover bg-surface', 'bg-selected'], 'hover:bg-hover bg-selected'],
    [['px-2.5', 'pr-9'], 'px-2.5 pr-9'],
    [['text-muted text-sm', 'text-ink'], 'text-sm text-ink'],
    [['size-8', 'w-9'], 'size-8 w-9'],
    [['w-9 h-9', 'size-8'], 'size-8'],
    [['h-7', 'h-auto!'], 'h-7 h-auto!'],
  ])('%j become %j', (given, expected) => expect(cn(...given)).toBe(expected))
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { GLOSSARY } from '@/lib/model/glossary'
import { glossaryHref, glossaryId } from '@/lib/model/glossary-href'

const DOCUMENT = readFileSync('docs/glossary.md', 'utf8')

/** The tables of the document, each by its heading. */
const documented = Object.fromEntries(
  DOCUMENT.split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n')
      const rows = lines.flatMap((line) => {
        const [, word, means] = /^\| (.+?) *\| (.+?) *\|$/.exec(line) ?? []
        return word === undefined || word === 'word' || word.startsWith('-') ? [] : [[word, means]]
      })
      return [heading, Object.fromEntries(rows)]
    }),
)

const words = Object.values(GLOSSARY).flatMap((group) => Object.keys(group))

describe('the glossary', () => {
  it('says what the document says, in the same order', () => {
    expect(JSON.stringify(documented, null, 1)).toBe(JSON.stringify(GLOSSARY, null, 1))
  })

  it('gives each word a place of its own', () => {
    expect(new Set(words.map(glossaryId)).size).toBe(words.length)
    expect(words.map(glossaryId).filter((id) => !/^[a-z][a-z-]*[a-z]$/i.test(id))).toEqual([])
    expect(glossaryHref('visibility timeout')).toBe('/help#visibility-timeout')
  })

  it.each(['token', 'swatch', 'balanced', 'in flight', 'duplicate', 'visibility timeout'])(
    'explains what a newcomer meets first: %s',
    (word) => expect(words).toContain(word),
  )
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '@/test/support/sources/root'

const LINK = /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g
/** A path of the source in backticks; not one with a placeholder in it. */
const SOURCE_PATH = /`((?:app|components|lib|prisma|test|docs|\.ci|\.github)\/[\w./()[\]-]*)`/g

const documents = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

describe.each(documents)('%s', (path) => {
  const text = textOf(path)

  it('links to what there is', () => {
    const broken = [...text.matchAll(LINK)].flatMap(([link, to = '', anchor]) => {
      const target = to === '' ? path : join(dirname(path), to)
      if (!existsSync(join(ROOT, target))) return [link]
      return anchor === undefined || anchorsOf(target).includes(anchor) ? [] : [link]
    })
    expect(broken).toEqual([])
  })

  it('names files and folders that there are', () => {
    const named = [...text.matchAll(SOURCE_PATH)].map(([, name]) => name as string)
    expect(named.filter((name) => !existsSync(join(ROOT, name)))).toEqual([])
  })
})

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** As GitHub makes them of headings. */
function anchorsOf(path: string): string[] {
  return [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-'),
  )
}

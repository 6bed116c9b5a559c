import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { SONNER_STYLE_HASHES } from '@/lib/web/security-headers'

it('allows the style element that this version of sonner adds', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('sonner'))
  const source = readFileSync(join(folder, 'index.mjs'), 'utf8')
  const literal = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(source)?.[1]
  const css: string = JSON.parse(literal ?? '""')
  const hash = createHash('sha256').update(css).digest('base64')
  expect(SONNER_STYLE_HASHES).toContain(`'sha256-${hash}'`)
})

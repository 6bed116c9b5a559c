import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { EMBEDDED_QUEUE_KEEPS } from '@/lib/model/pipeline/embedded-queue'

it.each(['README.md', 'docs/reliability.md'])(
  '%s says what the console says of the queue',
  (file) => {
    const text = readFileSync(file, 'utf8').replace(/\s+/g, ' ')
    expect(text).toContain(EMBEDDED_QUEUE_KEEPS)
  },
)

it.each([
  'components/overview/sample-button.tsx',
  'components/overview/overview-empty.tsx',
  'components/overview/overview-notices.tsx',
  'lib/cli/start/start-box.ts',
])('%s has no words of its own for it', (file) => {
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('EMBEDDED_QUEUE_KEEPS')
  expect(text).not.toMatch(/memory only|clean stop|gone when/)
})

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
// @ts-expect-error It is plain JavaScript: it runs before TypeScript can.
import { compile } from '@/lib/cli/launch/compile.mjs'
import { ROOT } from '@/test/support/sources/root'

/** Replaces 300,000 objects over and over, as batches do, and says how large the heap became. */
const CHURN = `
  import { getHeapStatistics } from 'node:v8'
  import { boundHeapGrowth } from '@/lib/bound-heap-growth'
  if (process.argv[2] === 'bound') boundHeapGrowth()
  const kept = []
  let mostBytes = 0
  for (let step = 0; step < 2_400_000; step += 1) {
    kept[step % 300_000] = { step, text: 'text ' + step, more: [step] }
    if (step % 1_000 === 0) mostBytes = Math.max(mostBytes, getHeapStatistics().total_heap_size)
  }
  console.log(mostBytes)`

const folder = mkdtempSync(join(tmpdir(), 'veilgate-heap-'))
const program = join(folder, 'churn.mjs')

beforeAll(() => compile(ROOT, program, { contents: CHURN, resolveDir: ROOT }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('keeps the heap nearer to what is in use', () => {
  expect(heapOf('bound')).toBeLessThan(heapOf('unbound') * 0.8)
})

/** With a young generation of one size: newer versions of Node.js choose it by the machine. */
function heapOf(how: string): number {
  const args = ['--max-semi-space-size=16', program, how]
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

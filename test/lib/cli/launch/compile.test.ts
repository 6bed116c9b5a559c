import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
// @ts-expect-error It is plain JavaScript: it runs before TypeScript can.
import { compileCommand } from '@/lib/cli/launch/compile.mjs'
import { ROOT } from '@/test/support/sources/root'

/** What a command needs to be loaded and run. */
const PARTS = [
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'lib/bound-heap-growth.ts',
  'lib/errors.ts',
  'lib/failures',
  'lib/singleton.ts',
  'lib/cli/launch/run-command.ts',
  'lib/cli/launch/commands.mjs',
  'lib/cli/launch/compile.mjs',
  'lib/cli/launch/load-command.mjs',
]
const FILE = 'lib/cli/users.ts'

/** A clone of one command. */
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'veilgate-compile-'))
  for (const path of PARTS) cpSync(join(ROOT, path), join(root, path), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  writeFileSync(
    join(root, FILE),
    `import { relative } from 'node:path'
     export async function main(args: string[]): Promise<number> {
       const from = relative(process.cwd(), import.meta.dirname)
       process.stdout.write('first' + ' from ' + from.replace('\\\\', '/') + ' ' + args.join())
       return 3
     }`,
  )
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('a command', () => {
  it('runs compiled, and finds what lies beside its source', async () => {
    const compiled = await compileCommand(root, 'users', FILE)
    expect(run()).toMatchObject({ status: 3, stdout: 'first from lib/cli --all' })
    replace(compiled, 'first', 'compiled')
    expect(run()).toMatchObject({ status: 3, stdout: 'compiled from lib/cli --all' })
  })

  it('is compiled anew where a source has changed', async () => {
    const first = await compileCommand(root, 'users', FILE)
    expect(await compileCommand(root, 'users', FILE)).toBe(first)
    replace(join(root, FILE), 'first', 'second')
    expect(await compileCommand(root, 'users', FILE)).not.toBe(first)
    expect(existsSync(first)).toBe(false)
    expect(run().stdout).toBe('second from lib/cli --all')
  })

  it('runs from its sources where nothing can be kept', () => {
    writeFileSync(join(root, '.veilgate-build'), 'in the way')
    expect(run()).toMatchObject({ status: 3, stdout: 'first from lib/cli --all' })
  })

  it('names the line of its source where it fails', () => {
    replace(join(root, FILE), 'return 3', `throw new Error('of its own')`)
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringMatching(/users\.ts:5:/) })
  })
})

function replace(path: string, from: string, to: string) {
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to))
}

/** As the bootstrap does, in a process of its own. */
function run() {
  const program = `
    import { loadCommand } from './lib/cli/launch/load-command.mjs'
    const run = await loadCommand(process.cwd(), 'users', '${FILE}')
    await run(['--all'])`
  const args = ['--input-type=module', '-e', program]
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
}

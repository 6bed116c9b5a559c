import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, parse } from 'node:path'
import type { Source } from '@/test/support/sources/architecture'
import { ROOT } from '@/test/support/sources/root'

/** The samples, by path and in order, that the project's linter refuses for what they import. */
export function restrictedImports(samples: readonly Source[]): Promise<string[]> {
  return refusedBy('style/noRestrictedImports', samples)
}

/** The samples, by path and in order, that the project's linter refuses as part of a cycle. */
export function importCycles(samples: readonly Source[]): Promise<string[]> {
  return refusedBy('suspicious/noImportCycles', samples)
}

/** The samples, by path and in order, that the project's linter refuses as longer than a file may be. */
export function longFiles(samples: readonly Source[]): Promise<string[]> {
  return refusedBy('style/noExcessiveLinesPerFile', samples)
}

/** A path of its own for each sample of the same room; a file that a rule names keeps its name. */
export function unique(path: string, at: number): string {
  const { dir, name, ext } = parse(path)
  return name === 'x' ? join(dir, `x${at}${ext}`) : path
}

async function refusedBy(rule: string, samples: readonly Source[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-linter-'))
  try {
    const config = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'))
    writeFileSync(
      join(folder, 'biome.json'),
      JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }),
    )
    // By these it knows what `@/` is.
    for (const name of ['package.json', 'tsconfig.json']) {
      cpSync(join(ROOT, name), join(folder, name))
    }
    for (const { path, text } of samples) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const report = JSON.parse(await lint(folder, rule)) as Report
    const refused = new Set(report.diagnostics.map(({ location }) => location.path))
    return samples.map(({ path }) => path).filter((path) => refused.has(path))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Report = { diagnostics: { location: { path: string } }[] }

function lint(folder: string, rule: string): Promise<string> {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')
  const args = ['lint', `--only=${rule}`, '--reporter=json', '--max-diagnostics=none', '.']
  return new Promise((done, fail) => {
    execFile(process.execPath, [biome, ...args], { cwd: folder }, (error, stdout) => {
      // It ends with 1 where it found something, which is what it is asked for.
      if (stdout === '') fail(error ?? new Error('The linter said nothing.'))
      else done(stdout)
    })
  })
}

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
// @ts-expect-error It is plain JavaScript: it runs before TypeScript can.
import { keepPlaces } from '@/lib/cli/launch/compile.mjs'
import { processIdentity } from '@/lib/embedded/process-identity'
import { REPLACED } from '@/test/support/cheap/replaced'
import { bundlePackages, REQUIRE } from '@/test/support/programs/bundle-packages'
import { ROOT } from '@/test/support/sources/root'

const VARIABLE = 'VEILGATE_TEST_PROGRAMS'

/** What tests start in processes of their own. */
const PROGRAMS = {
  'run-cli': 'test/support/programs/run-cli.ts',
  'play-hosts': 'test/support/programs/play-hosts.ts',
  'play-image': 'test/support/programs/play-image.ts',
  'use-services': 'test/lib/embedded/use-services.ts',
  'watch-console': 'test/load/watch-console.ts',
  'worker-without-key': 'test/support/programs/worker-without-key.ts',
}

/**
 * Compiles these programs once for a whole run of tests, for this process and all that it starts;
 * answers with their folder. Tests start some 250 of them: compiled at each start, by tsx, an
 * `audit --help` takes 2.5 s of processor time, and 0.2 s so.
 */
export async function compilePrograms(): Promise<string> {
  // Within node_modules, so that what they import is found as ever.
  const cache = join(ROOT, 'node_modules/.cache/veilgate')
  mkdirSync(cache, { recursive: true })
  sweep(cache)
  const folder = mkdtempSync(join(cache, `programs-${process.pid}-`))
  await build({
    absWorkingDir: ROOT,
    entryPoints: PROGRAMS,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
    external: ['pg-native'],
    splitting: true,
    sourcemap: true,
    sourcesContent: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    alias: REPLACED,
    plugins: [keepPlaces, bundlePackages],
  })
  process.env[VARIABLE] = folder
  return folder
}

/** The arguments of Node that start one of the compiled programs. */
export function programArgs(name: keyof typeof PROGRAMS): string[] {
  const folder = process.env[VARIABLE]
  if (folder === undefined) throw new Error('compilePrograms() has to come first')
  return ['--enable-source-maps', join(folder, `${name}.mjs`)]
}

/** A run that was killed leaves its folder behind. */
function sweep(cache: string): void {
  for (const name of readdirSync(cache)) {
    const pid = /^programs-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && processIdentity(Number(pid)) === null) {
      rmSync(join(cache, name), { recursive: true, force: true })
    }
  }
}

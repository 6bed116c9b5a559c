import { join } from 'node:path'

/**
 * Compiles what a container runs into a folder, with all that it imports: 9 MB, where tsx, esbuild and
 * the packages that it would load from are some 330 MB. esbuild is loaded when this is called: no container
 * has it.
 */
export async function compileCommands(folder: string): Promise<void> {
  const { build } = await import('esbuild')
  await build({
    entryPoints: [{ in: 'lib/cli/image/main.ts', out: 'veilgate' }],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    // As deep as the sources that look for prisma/ three folders up.
    chunkNames: join('lib/cli/chunks', '[name]-[hash]'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['pg-native'],
    // Packages of the older kind call `require` for Node's own modules.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    legalComments: 'none',
    logLevel: 'warning',
  })
}

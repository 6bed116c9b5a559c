import type { Plugin } from 'esbuild'

/** What nearly every command loads, of hundreds of files, and which reads none of them while it runs. */
const BUNDLED = [
  ...['@aws-sdk/client-sqs', '@smithy/core', 'pg', 'pg-connection-string', 'zod'],
  ...['@prisma/adapter-pg', '@prisma/client', '@prisma/driver-adapter-utils'],
]

/**
 * Takes the packages that a command loads most of into its compiled program. They are hundreds of files: from one,
 * `ingest --help` takes 0.3 s of processor time, and 0.5 s from all of them.
 */
export const bundlePackages: Plugin = {
  name: 'bundle-packages',
  setup(context) {
    context.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      // What a bundled package imports goes with it.
      if (path.startsWith('@/') || importer.includes('/node_modules/')) return
      const isBundled = BUNDLED.some((name) => path === name || path.startsWith(`${name}/`))
      return isBundled ? undefined : { path, external: true }
    })
  },
}

/** Packages of CommonJS that ask for Node's own modules ask this. */
export const REQUIRE = `import { createRequire as makeRequire } from 'node:module'
const require = makeRequire(import.meta.url)`

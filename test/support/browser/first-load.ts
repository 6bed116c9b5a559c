import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'

/** A script that a page loads at first, and the client modules that ask for it. */
type Chunk = { file: string; bytes: number; modules: string[] }

/** A page of a build, with the scripts that its HTML names; `bytes` as gzip sends them. */
export type FirstLoad = { page: string; bytes: number; chunks: Chunk[] }

type Manifest = {
  clientModules: Record<string, { chunks: string[] }>
  entryJSFiles?: Record<string, string[]>
}

/**
 * What every page of a build of Next loads before it can be used: what all pages share, and the
 * scripts of its layouts and itself. Source: `build-manifest.json`, and the client reference manifest
 * of each page, which is what Next renders its script elements from.
 */
export function firstLoads(buildDir: string): FirstLoad[] {
  const { rootMainFiles } = readJson<{ rootMainFiles: string[] }>(buildDir, 'build-manifest.json')
  const app = join(buildDir, 'server/app')
  const sizes = new Map<string, number>()
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('page_client-reference-manifest.js'))
    .flatMap((name) => Object.entries(manifestsIn(join(app, name))))
    .map(([page, manifest]) => {
      const own = Object.values(manifest.entryJSFiles ?? {}).flat()
      const files = [...new Set([...rootMainFiles, ...own])].filter((file) => file.endsWith('.js'))
      const chunks = files.map((file) => ({
        file,
        bytes: sizeOf(join(buildDir, file), sizes),
        modules: modulesOf(manifest, file),
      }))
      return { page, bytes: chunks.reduce((sum, { bytes }) => sum + bytes, 0), chunks }
    })
    .toSorted((a, b) => b.bytes - a.bytes)
}

/** Such as `  44.4 kB x.js: components/a.tsx, components/b.tsx`, the largest first. */
export function describeChunks({ chunks }: FirstLoad): string {
  return chunks
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ file, bytes, modules }) => {
      const asked = modules.length === 0 ? 'every page' : modules.join(', ')
      return `  ${(bytes / 1_000).toFixed(1)} kB ${file}: ${asked}`
    })
    .join('\n')
}

/** The manifest is a script that adds itself to a global. */
function manifestsIn(path: string): Record<string, Manifest> {
  const scope: { __RSC_MANIFEST?: Record<string, Manifest>; globalThis?: unknown } = {}
  scope.globalThis = scope
  runInNewContext(readFileSync(path, 'utf8'), scope)
  return scope.__RSC_MANIFEST ?? {}
}

function modulesOf({ clientModules }: Manifest, file: string): string[] {
  const found = Object.entries(clientModules)
    .filter(([, { chunks }]) => chunks.some((chunk) => chunk.endsWith(file)))
    .map(([path]) => path.replace(/^\[project\]\//, '').replace(/ <.*$/, ''))
  return [...new Set(found)].filter((path) => !path.startsWith('node_modules/next/'))
}

function sizeOf(path: string, known: Map<string, number>): number {
  const size = known.get(path) ?? gzipSync(readFileSync(path)).length
  known.set(path, size)
  return size
}

function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T
}

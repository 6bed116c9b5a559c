import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'

/** All ways into the console, as its sources have them. */
export type Doors = {
  /** Addresses, with the parameters of their folders: `/runs/[id]`. */
  pages: string[]
  /** Of those, the ones that read nothing of their address. */
  plainPages: string[]
  /** `GET /api/health`. */
  routes: string[]
  /** Exported names. */
  actions: string[]
}

const METHODS = /^export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm

/** Reads what the folder `app` lets in. @throws where an action is made in a way this cannot see. */
export function findDoors(root: string): Doors {
  const sources = ['app', 'components', 'lib'].flatMap((folder) => sourcesOf(root, folder))
  const named = (name: RegExp) => sources.filter(({ path }) => name.test(path))
  const routes = named(/^app\/(.+\/)?route\.tsx?$/).flatMap(({ path, text }) =>
    Array.from(text.matchAll(METHODS), ([, method]) => `${method} ${addressOf(path)}`),
  )
  const pages = named(/^app\/(.+\/)?page\.tsx$/)
  return {
    pages: pages.map(({ path }) => addressOf(path)).sort(),
    plainPages: pages.filter(isPlain).map(({ path }) => addressOf(path)),
    routes: routes.sort(),
    actions: actionsOf(sources).sort(),
  }
}

/** The ids by which the build calls the actions, and the address of a page that has each. */
export function builtActions(root: string): Map<string, { id: string; path: string }> {
  const manifest = JSON.parse(
    readFileSync(join(root, '.next/server/server-reference-manifest.json'), 'utf8'),
  ) as { node: Record<string, { exportedName: string; workers: object }> }
  const actions = Object.entries(manifest.node).map(([id, { exportedName, workers }]) => {
    const worker = Object.keys(workers)[0] ?? ''
    const path = worker.replace(/^app|\/\([^)]+\)|\/page$/g, '').replace(/\[\w+\]/, 'x') || '/'
    return [exportedName, { id, path }] as const
  })
  return new Map(actions)
}

/** By itself, or made by one of the two wrappers that authorise. */
const ACTION = /^export (?:async function |const (?=\w+ = (?:serverAction|verbAction)\())(\w+)/

type Source = { path: string; text: string }

function actionsOf(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    if (!/['"]use server['"]/.test(text)) return []
    if (!/^['"]use server['"]/.test(text)) throw new Error(`${path} has an action within`)
    const exported = text.match(/^export (?!type\b|interface\b).*/gm) ?? []
    return exported.map((line) => {
      const name = ACTION.exec(line)?.[1]
      if (name === undefined) throw new Error(`${path} exports an action in another way: ${line}`)
      return name
    })
  })
}

/** Parameters come to a page by these names alone; a folder with one in its name has it from the path. */
function isPlain({ path, text }: Source): boolean {
  return !/\b(?:searchParams|params)\b/.test(text) && !path.includes('[')
}

/** `app/(console)/runs/[id]/page.tsx` → `/runs/[id]`. */
function addressOf(path: string): string {
  const folders = posix.dirname(path).split('/').slice(1)
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`
}

function sourcesOf(root: string, folder: string): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path
        .slice(root.length + 1)
        .split(sep)
        .join('/'),
      text: readFileSync(path, 'utf8'),
    }))
}

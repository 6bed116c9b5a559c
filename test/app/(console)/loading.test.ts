import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Each shows nothing of its own, or says by its status that it is not there. */
const WITHOUT = ['app/(console)/[...missing]', 'app/(console)/settings']

const folders = readdirSync('app/(console)', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name === 'page.tsx')
  .map(({ parentPath }) => parentPath)
  .filter((folder) => !WITHOUT.includes(folder))

describe('each page of the console', () => {
  it('is looked at', () => expect(folders.length).toBeGreaterThan(12))

  it.each(folders)('%s has a skeleton of its own, which is that of no page below', (folder) => {
    expect(existsSync(join(folder, 'loading.tsx'))).toBe(true)
    // Before its own, a page below would show the skeleton that was fetched ahead, which is the first on the way.
    expect(folders.filter((other) => dirname(other).startsWith(folder))).toEqual([])
  })

  it.each(
    folders.filter((folder) =>
      readFileSync(join(folder, 'page.tsx'), 'utf8').includes('requirePermission('),
    ),
  )('%s checks who asks above its skeleton, so that the answer can be 404', (folder) => {
    const [, permission] =
      /requirePermission\('([\w-]+)'\)/.exec(readFileSync(join(folder, 'page.tsx'), 'utf8')) ?? []
    const layout = readFileSync(join(folder, 'layout.tsx'), 'utf8')
    expect(layout).toContain(`requirePermission('${permission}')`)
  })
})

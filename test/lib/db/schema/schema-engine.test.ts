import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

// Prisma's engine as wasm is internal to Prisma: its interface changes from build to build, unannounced.
const ENGINE = '@prisma/schema-engine-wasm'
const DOOR = 'test/support/database/schema-engine.ts'

it('is pinned to the build that Prisma itself is made with', () => {
  const { devDependencies } = readJson('package.json')
  expect(devDependencies?.[ENGINE]).toBe(readJson('node_modules/@prisma/engines-version').version)
  expect(readJson(`node_modules/${ENGINE}`).version).toBe(devDependencies?.[ENGINE])
  expect(devDependencies?.[ENGINE]).toContain(readJson('node_modules/prisma').version)
})

it('is loaded by one file, and never by the program', () => {
  const users = ['app', 'components', 'lib', 'test'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.[mc]?[jt]sx?$/.test(file))
      .map((file) => `${room}/${file}`)
      .filter((file) => readFileSync(file, 'utf8').includes(`from '${ENGINE}`)),
  )
  expect(users).toEqual([DOOR])
})

type PackageJson = { version: string; devDependencies?: Record<string, string> }

function readJson(path: string): PackageJson {
  const file = path.endsWith('.json') ? path : `${path}/package.json`
  return JSON.parse(readFileSync(file, 'utf8'))
}

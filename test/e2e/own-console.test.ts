import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { CONSOLES, consoleUnderTest } from './support/console-under-test'

test('a worker asks the console whose queue and database its tests fill', async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? '')
  expect(existsSync(join(consoleUnderTest().dataDir, `web-${port}.json`))).toBe(true)
})

test('no two workers have the same console', () => {
  expect(CONSOLES).toHaveLength(test.info().config.workers)
  for (const part of ['port', 'dataDir'] as const) {
    expect(new Set(CONSOLES.map((console) => console[part])).size).toBe(CONSOLES.length)
  }
})

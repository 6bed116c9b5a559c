import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { VERSION } from '@/lib/model/version'

it('the version is that of package.json', () => {
  expect(VERSION).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
})

import { existsSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { makeTestFolder } from '@/test/support/servers/test-folder'

it('folders of a test lie in that of the run, which goes with all of them, and others get through', () => {
  const folder = makeTestFolder('veilgate-folder-')
  expect(dirname(folder)).toBe(process.env.VEILGATE_TEST_FOLDER)
  expect(statSync(dirname(folder)).mode & 0o777).toBe(0o711)
  rmSync(folder, { recursive: true })
  expect(existsSync(dirname(folder))).toBe(true)
})

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { joinServices, leaveServices } from '@/lib/embedded/membership'
import { processIdentity } from '@/lib/embedded/process-identity'
import { makeTestFolder } from '@/test/support/servers/test-folder'

let dataDir = ''
beforeEach(() => {
  dataDir = makeTestFolder('veilgate-members-')
})

/** The note of another process. */
function note(name: string, identity: string) {
  mkdirSync(join(dataDir, 'in-use'), { recursive: true })
  writeFileSync(join(dataDir, 'in-use', name), identity)
}

it('lets the last one stop the services', () => {
  joinServices(dataDir)
  expect(leaveServices(dataDir)).toBe(true)
  expect(leaveServices(dataDir)).toBe(true)
})

it('leaves them to another that lives, whose note stays', () => {
  note('other', processIdentity(process.ppid) ?? '')
  joinServices(dataDir)
  expect(leaveServices(dataDir)).toBe(false)
  expect(readdirSync(join(dataDir, 'in-use'))).toEqual(['other'])
})

it('waits for nobody who was killed, though another process got the same id', () => {
  note(String(process.ppid), `${processIdentity(process.ppid)}0`)
  note('cut-off', '')
  joinServices(dataDir)
  expect(leaveServices(dataDir)).toBe(true)
  expect(readdirSync(join(dataDir, 'in-use'))).toEqual([])
})

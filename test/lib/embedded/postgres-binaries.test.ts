import {
  chmodSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { postgresBinaries } from '@/lib/embedded/postgres-binaries'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const NOBODY = { uid: 65_534, gid: 65_534 }
const LIBRARY = 'native/lib/libtest.so.60.2'
const LINK = 'native/lib/libtest.so.60'

let copy = ''
afterEach(() => rmSync(copy, { recursive: true, force: true }))

/** A package as npm unpacks it, in a folder that is closed to others. @returns its folder. */
function makePackage(): string {
  const home = join(makeTestFolder('veilgate-package-'), 'package')
  mkdirSync(join(home, 'native/bin'), { recursive: true })
  mkdirSync(join(home, 'native/lib'))
  writeFileSync(join(home, LIBRARY), 'a library')
  const links = [{ source: LIBRARY, target: LINK }]
  writeFileSync(join(home, 'native/pg-symlinks.json'), JSON.stringify(links))
  const name = `test-${process.pid}`
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name, version: '1.0.0' }))
  chmodSync(dirname(home), 0o700)
  return home
}

/** What the account finds in the copy that it is given, once the package is out of its reach for good. */
function copyOf(home: string): { link: string; library: string } {
  copy = dirname(dirname(dirname(postgresBinaries(NOBODY, home).postgres)))
  expect(copy.startsWith(home)).toBe(false)
  rmSync(home, { recursive: true })
  return {
    link: readlinkSync(join(copy, LINK)),
    library: readFileSync(join(copy, LINK), 'utf8'),
  }
}

const WHOLE = { link: 'libtest.so.60.2', library: 'a library' }

it('are whole in a copy of a package that npm has just unpacked', () => {
  expect(copyOf(makePackage())).toEqual(WHOLE)
})

it('are whole in a copy of a package that was used before, and whose links are there', () => {
  const home = makePackage()
  symlinkSync('libtest.so.60.2', join(home, LINK))
  expect(copyOf(home)).toEqual(WHOLE)
})

it('are made whole in a copy whose links lead back into the closed folder', () => {
  const home = makePackage()
  copy = dirname(dirname(dirname(postgresBinaries(NOBODY, home).postgres)))
  rmSync(join(copy, LINK))
  symlinkSync(join(home, LIBRARY), join(copy, LINK))
  expect(copyOf(home)).toEqual(WHOLE)
})

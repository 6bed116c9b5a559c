import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { collectAnchors } from '@/lib/cli/audit/collect-anchors'
import { provideEnv } from '@/lib/env'
import { auditAnchorsPath, keepAnchor } from '@/lib/keys/audit-anchors'
import { findOrMakeAuditKey, signHead } from '@/lib/keys/audit-key'
import { makeTestFolder } from '@/test/support/servers/test-folder'

let keysDir = ''
beforeEach(() => {
  keysDir = makeTestFolder('veilgate-anchors-')
  provideEnv({ VEILGATE_KEYS_DIR: keysDir })
})

/** Anchors these rows in a file, with the audit key of a folder. @returns the file. */
async function anchor(path: string, rows: number[], keyFolder = keysDir): Promise<string> {
  const key = await findOrMakeAuditKey(keyFolder)
  for (const row of rows) {
    await keepAnchor(path, signHead(key, { id: String(row), hash: 'a'.repeat(64) }))
  }
  return path
}

const inKeysDir = () => auditAnchorsPath(keysDir)
const elsewhere = () => join(makeTestFolder('veilgate-elsewhere-'), 'anchors.jsonl')

describe('the anchors that a reveal log is held against', () => {
  it('are all those of the keys folder and of the file, and the newest is named', async () => {
    await anchor(inKeysDir(), [1, 2])
    const file = await anchor(elsewhere(), [9])
    const { anchors, problem, words } = await collectAnchors(file)
    expect([anchors.map(({ id }) => id), problem]).toEqual([['1', '2', '9'], null])
    expect(words).toMatch(
      /^Held against 3 signed anchors; the newest, in the file given, .* row 9\.$/,
    )
    expect((await collectAnchors(undefined)).words).toMatch(/in the keys folder, .* names row 2\.$/)
  })

  it('count only if the audit key here signed them, wherever they lie', async () => {
    const file = await anchor(elsewhere(), [3], makeTestFolder('veilgate-foreign-'))
    await anchor(inKeysDir(), [4])
    expect((await collectAnchors(file)).problem).toMatch(/^that of row 3 is not signed by /)
  })

  it('are said to be none where there are none', async () => {
    expect(await collectAnchors(undefined)).toEqual({
      anchors: [],
      problem: null,
      words: expect.stringMatching(/^There is no anchor to hold it against/),
    })
  })

  it.each([
    ['empty', ''],
    ['damaged', '{"fmt":"reveal-log-anchor/1","id":"3","signature":"'],
    ['of another kind', 'a line\n'],
  ])('are missed in a file that is %s, whatever the keys folder has', async (_, text) => {
    await anchor(inKeysDir(), [1])
    const file = elsewhere()
    writeFileSync(file, text)
    await expect(collectAnchors(file)).rejects.toThrow(`There is no anchor in ${file}.`)
  })

  it('are missed in a file that is not there, and cannot be checked without a key', async () => {
    await expect(collectAnchors('/nowhere/f')).rejects.toThrow('There is no file /nowhere/f.')
    const file = await anchor(elsewhere(), [1], makeTestFolder('veilgate-foreign-'))
    await expect(collectAnchors(file)).rejects.toThrow(/audit\.pub\.json is not in the keys folder/)
  })
})

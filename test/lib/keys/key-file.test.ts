import { chmod, chown, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseKeyList, readPrivateFile, writeKeyFile } from '@/lib/keys/key-file'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veilgate-keys-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** As Kubernetes mounts it: a link to a file in a folder of its own. */
async function mount(mode: number, folderMode = 0o1777): Promise<string> {
  const data = join(folder, '..data')
  await mkdir(data)
  await writeFile(join(data, 'token.key.json'), 'key')
  await chmod(join(data, 'token.key.json'), mode)
  await symlink(join(data, 'token.key.json'), join(folder, 'token.key.json'))
  await chmod(folder, folderMode)
  return join(folder, 'token.key.json')
}

describe('a key file', () => {
  it.each([0o600, 0o400, 0o440, 0o640])('of mode %o is read', async (mode) => {
    expect(await readPrivateFile(await mount(mode))).toBe('key')
  })

  it.each([0o444, 0o644, 0o660, 0o604])('of mode %o is refused, with the way out', async (mode) => {
    await expect(readPrivateFile(await mount(mode))).rejects.toThrow(
      /chmod 600.*VEILGATE_TOKEN_KEY/,
    )
  })

  it.each([0o600, 0o440])('of mode %o is refused where others may replace it', async (mode) => {
    await expect(readPrivateFile(await mount(mode, 0o777))).rejects.toThrow(/chmod 700/)
  })

  it('is refused where the folder that a link leads to is open', async () => {
    const path = await mount(0o600)
    await chmod(join(folder, '..data'), 0o777)
    await expect(readPrivateFile(path)).rejects.toThrow(/chmod 700/)
  })

  it.runIf(process.getuid?.() === 0)('of another account is refused, and its folder', async () => {
    const path = await mount(0o600)
    await chown(folder, 65_534, 65_534)
    await expect(readPrivateFile(path)).rejects.toThrow(/chmod 700/)
    await chown(folder, 0, 0)
    await chown(join(folder, '..data', 'token.key.json'), 65_534, 65_534)
    await expect(readPrivateFile(path)).rejects.toThrow(/user id 65534/)
  })
})

it('is never overwritten, and leaves no draft beside it', async () => {
  const path = join(folder, 'token.key.json')
  await writeKeyFile(path, { key: 1 })
  await expect(writeKeyFile(path, { key: 2 })).rejects.toThrow(/exists already/)
  expect(JSON.parse(await readPrivateFile(path))).toEqual({ key: 1 })
  expect(await readdir(folder)).toEqual(['token.key.json'])
  await expect(writeKeyFile(join(path, 'below', 'it.json'), {})).rejects.toThrow(
    /cannot be written \(ENOTDIR\)/,
  )
})

describe('keys in a text', () => {
  const schema = z.object({ key: z.string() })
  it.each([
    ['{"key":"a"}', ['a']],
    [' [{"key":"a"},{"key":"b"}]', ['a', 'b']],
  ])('are one, or a list: %s', (text, keys) => {
    expect(parseKeyList('X', text, schema).map(({ key }) => key)).toEqual(keys)
  })

  it.each([
    ['canary', 'X is damaged: it is not JSON. Restore it from a backup.'],
    ['{"key":7,"canary":1}', 'X is damaged (key). Restore it from a backup.'],
    ['[]', 'X is damaged (the whole). Restore it from a backup.'],
    ['[{"key":"canary"},{}]', 'X is damaged (1.key). Restore it from a backup.'],
  ])('are refused where they are damaged, and not quoted: %s', (text, problem) => {
    expect(() => parseKeyList('X', text, schema)).toThrow(problem)
  })
})

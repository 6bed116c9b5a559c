import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPrivateFile } from '@/lib/keys/key-file'

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

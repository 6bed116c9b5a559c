import { describe, expect, it } from 'vitest'
import { listKeys, registerKeys } from '@/lib/db/vault/key-registry'
import { addRecipientKey, removeRecipientKey } from '@/lib/db/vault/recipient-deks'
import { useServices } from '@/test/support/services'

useServices()
const OLD = 'a0a1a2a3a4a5'
const NEW = `b0b1b2b3b4b5${'7'.repeat(20)}`

describe('the registry of recipients', () => {
  it('refuses a name that begins as another key’s, and a short one that is new', async () => {
    await registerKeys([{ kind: 'vault', kid: OLD, fp: OLD }])
    await addRecipientKey(NEW)
    await addRecipientKey(NEW)
    await addRecipientKey(OLD)
    for (const lookAlike of [`${OLD}${'0'.repeat(20)}`, `b0b1b2b3b4b5${'8'.repeat(20)}`]) {
      await expect(addRecipientKey(lookAlike)).rejects.toThrow(/begins as another key's/)
    }
    await expect(addRecipientKey('b0b1b2b3b4b5')).rejects.toThrow(/begins as another key's/)
    await expect(addRecipientKey('c0c1c2c3c4c5')).rejects.toThrow(/named by an old version/)
    const known = (await listKeys()).map(({ kid, fp, state }) => [kid, fp, state])
    expect(known.sort()).toEqual([
      [OLD, OLD, 'active'],
      ['b0b1b2b3b4b5', NEW, 'active'],
    ])
  })

  it('takes out of use one of either length, and not the last', async () => {
    expect(await removeRecipientKey(NEW)).toEqual({ kind: 'removed', removed: 0 })
    expect(await removeRecipientKey(OLD)).toMatchObject({ kind: 'last' })
    await addRecipientKey(NEW)
    expect(await removeRecipientKey(OLD)).toEqual({ kind: 'removed', removed: 0 })
  })

  it('keeps one of two that are taken out at the same moment', async () => {
    await addRecipientKey(OLD)
    for (let round = 0; round < 5; round += 1) {
      const removed = await Promise.all([removeRecipientKey(OLD), removeRecipientKey(NEW)])
      expect(removed.map(({ kind }) => kind).sort()).toEqual(['last', 'removed'])
      for (const key of [OLD, NEW]) await addRecipientKey(key)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { listDeliveryChannels } from '@/lib/db/alerts/delivery-channels'
import { listChannels } from '@/lib/db/alerts/list-channels'
import { listEvents } from '@/lib/db/alerts/list-events'
import {
  changeChannel,
  MAX_ALERT_CHANNELS,
  removeChannel,
  saveChannel,
} from '@/lib/db/alerts/save-channel'
import { countWaiting } from '@/test/support/database/count-waiting'
import { eventually, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()
const BY = 'ann@example.com'
const NOBODY = '00000000-0000-4000-8000-000000000000'
const TARGET = 'https://hooks.example.com/s3cret/ABCD'

async function save(name: string, kind: 'webhook' | 'slack' = 'webhook') {
  const saved = await saveChannel({ kind, name, isOn: true, target: TARGET }, BY)
  if (saved.kind !== 'saved') throw new Error(saved.kind)
  return saved
}

describe('a channel', () => {
  it('has a secret of its own, which is given once, and its URL is never shown', async () => {
    const one = await save('one')
    const other = await save('other')
    expect(one.secret).toMatch(/^[\w-]{43}$/)
    expect(other.secret).not.toBe(one.secret)
    expect((await save('slack', 'slack')).secret).toBeNull()
    const shown = JSON.stringify(await listChannels())
    for (const secret of [one.secret ?? '', 's3cret']) expect(shown).not.toContain(secret)
    expect(shown).toContain('https://hooks.example.com/…ABCD')
    expect(await listDeliveryChannels()).toContainEqual(
      expect.objectContaining({ id: one.id, target: TARGET, secret: one.secret }),
    )
  })

  it('keeps its URL and its secret where they are not changed', async () => {
    const { id, secret } = await save('one')
    expect(await changeChannel(id, { name: 'two', isOn: true }, BY)).toMatchObject({
      kind: 'saved',
      secret: null,
    })
    expect(await listDeliveryChannels()).toMatchObject([{ id, target: TARGET, secret }])
    const renewed = await changeChannel(id, { renewSecret: true }, BY)
    expect(renewed).toMatchObject({ kind: 'saved', secret: expect.stringMatching(/^[\w-]{43}$/) })
    expect((await listDeliveryChannels())[0]?.secret).not.toBe(secret)
  })

  it('is told nothing while it is off', async () => {
    const { id } = await save('one')
    await changeChannel(id, { isOn: false }, BY)
    expect(await listDeliveryChannels()).toEqual([])
  })

  it('has a name that no other has', async () => {
    await save('one')
    const { id } = await save('two')
    const again = { kind: 'webhook', name: 'one', isOn: true, target: TARGET } as const
    expect(await saveChannel(again, BY)).toEqual({ kind: 'name-taken' })
    expect(await changeChannel(id, { name: 'one' }, BY)).toEqual({ kind: 'name-taken' })
  })

  it('that is not there cannot be changed or removed', async () => {
    expect(await changeChannel(NOBODY, { isOn: false }, BY)).toEqual({ kind: 'gone' })
    expect(await removeChannel(NOBODY, BY)).toBe(false)
  })

  it('is one of a few', async () => {
    for (let at = 1; at < MAX_ALERT_CHANNELS; at += 1) await save(`channel ${at}`)
    const more = (name: string) =>
      saveChannel({ kind: 'webhook', name, isOn: true, target: TARGET }, BY)
    // Whatever is counted before a channel is made has been counted by all of them before any is.
    await services.query('BEGIN; LOCK TABLE alert_channels IN SHARE MODE')
    const names = ['a', 'b', 'c', 'd']
    const saving = Promise.all(names.map(more))
    await eventually(async () => (await countWaiting(services)) === names.length)
    await services.query('COMMIT')
    const atOnce = await saving
    expect(atOnce.filter(({ kind }) => kind === 'saved')).toHaveLength(1)
    expect(await more('more')).toEqual({ kind: 'too-many' })
  })

  it('leaves in the history who added, changed and removed it, and no secret', async () => {
    const { id } = await save('one')
    await changeChannel(id, { isOn: false }, BY)
    await removeChannel(id, BY)
    const events = await listEvents(10)
    expect(events.map(({ value, changedBy }) => [value, changedBy])).toEqual([
      ['Removed the channel one.', BY],
      ['Changed the channel one.', BY],
      ['Added the channel one.', BY],
    ])
  })
})

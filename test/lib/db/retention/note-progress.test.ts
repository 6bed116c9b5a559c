import { describe, expect, it } from 'vitest'
import {
  isRetentionDue,
  noteFollowUp,
  noteRetentionEnd,
  noteRetentionStart,
  readFollowUp,
} from '@/lib/db/retention/note-progress'
import { readRetentionAge } from '@/lib/db/retention/read-retention-age'
import { usePipeline } from '@/test/support/pipeline'

const { query } = usePipeline()

it('moves the clearing on from where it was, and not once it was begun anew meanwhile', async () => {
  await noteRetentionStart()
  expect(await readFollowUp()).toBeNull()
  await query("UPDATE retention_progress SET follow_up = 'pairs'")
  expect(await noteFollowUp('vault', null, null)).toBe(false)
  expect(await readFollowUp()).toEqual({ step: 'pairs', cursor: null })
  expect(await noteFollowUp('pairs', 'vault', { after: 7 })).toBe(true)
  expect(await readFollowUp()).toEqual({ step: 'vault', cursor: { after: 7 } })
  expect(await noteFollowUp('vault', null, null)).toBe(true)
  expect(await readFollowUp()).toBeNull()
})

describe('once the clock of the database was put back', () => {
  it('the work of the night is due, and its failures are as old as they are', async () => {
    await noteRetentionStart()
    await noteRetentionEnd(null)
    expect(await isRetentionDue()).toBe(false)
    await query(`UPDATE retention_progress SET started_at = started_at + interval '40 days',
      finished_at = finished_at + interval '40 days', completed_at = completed_at + interval '40 days'`)
    expect(await isRetentionDue()).toBe(true)
    await noteRetentionStart()
    await noteRetentionEnd('it fails')
    expect(await readRetentionAge()).toBeGreaterThanOrEqual(0)
  })
})

import { expect, it } from 'vitest'
import { noteFollowUp, noteRetentionStart, readFollowUp } from '@/lib/db/retention/note-progress'
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

import { describe, expect, it } from 'vitest'
import { AuditTable } from '@/components/audit/audit-table'
import type { CountedRow } from '@/lib/model/reveal/reveal-log'
import { renderedText } from '@/test/support/render'

const row = (change: Partial<CountedRow>): CountedRow => ({
  id: '1',
  at: '2026-01-02T03:04:05.678Z',
  action: 'copy',
  outcome: 'refused',
  times: 1,
  requestId: null,
  userId: 'u',
  userName: 'bob@example.com',
  tokens: [],
  outcomes: [],
  subject: null,
  reason: null,
  ticket: null,
  clientAddress: null,
  databaseUser: null,
  previousHash: '0'.repeat(64),
  hash: '1'.repeat(64),
  ...change,
})

const shown = (change: Partial<CountedRow>) =>
  renderedText(<AuditTable rows={[row(change)]} selected={null} onSelect={() => undefined} />)

describe('the audit table', () => {
  it('says how many refusals a row stands for, where there are several', () => {
    expect(shown({ times: 300 })).toContain('refused ×300')
    expect(shown({})).not.toContain('×')
  })
})

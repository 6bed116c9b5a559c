import type { CountedRow } from '@/lib/model/reveal/reveal-log'

/** A row of the reveal log as pages get it: bob was refused a copy, unless `change` says otherwise. */
export function countedRow(change: Partial<CountedRow> = {}): CountedRow {
  return {
    ...{ id: '1', at: '2026-01-02T03:04:05.678Z', action: 'copy', outcome: 'refused', times: 1 },
    ...{ requestId: null, userId: 'u', userName: 'bob@example.com', tokens: [], outcomes: [] },
    ...{ subject: null, reason: null, ticket: null, clientAddress: null, databaseUser: null },
    ...{ previousHash: '0'.repeat(64), hash: '1'.repeat(64) },
    ...change,
  }
}

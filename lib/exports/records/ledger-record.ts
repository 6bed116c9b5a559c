import type { RecordField } from '@/lib/exports/records/record-field'
import type { Ledger } from '@/lib/model/pipeline/ledger'

/** The terms of a ledger, as exports write them. */
export const LEDGER_RECORD: readonly RecordField<{ ledger: Ledger }>[] = [
  integer('received', 'Messages that were received', ({ received }) => received),
  integer('stored', 'Messages that were stored as logins', ({ stored }) => stored),
  integer('duplicates', 'Deliveries of messages stored before', ({ duplicates }) => duplicates),
  integer('rejected', 'Messages that were rejected', ({ rejected }) => rejected),
  integer('failed', 'Messages that were left on the queue', ({ failed }) => failed),
  integer('acknowledged', 'Messages deleted from the queue', ({ acknowledged }) => acknowledged),
  {
    name: 'balanced',
    type: 'boolean',
    about: 'Whether what was received adds up to what became of it',
    value: ({ ledger }) => ledger.balanced,
  },
]

function integer(
  name: string,
  about: string,
  countOf: (ledger: Ledger) => number,
): RecordField<{ ledger: Ledger }> {
  return { name, type: 'integer', about, value: ({ ledger }) => countOf(ledger) }
}

import { LEDGER_RECORD } from '@/lib/exports/records/ledger-record'
import type { RecordField } from '@/lib/exports/records/record-field'
import type { BatchRow } from '@/lib/model/pipeline/ledger'

/** A batch with its row of the ledger, as its export writes it. */
export const BATCH_RECORD: readonly RecordField<BatchRow>[] = [
  { name: 'batch_id', type: 'text', about: 'The number of the batch', value: ({ id }) => id },
  { name: 'run_id', type: 'integer', about: 'Its run', value: ({ runId }) => runId },
  { name: 'lane', type: 'integer', about: 'Its lane', value: ({ lane }) => lane },
  { name: 'started_at', type: 'time', about: 'When it began', value: (row) => row.startedAt },
  {
    name: 'committed_at',
    type: 'time',
    about: 'When it was committed',
    value: ({ committedAt }) => committedAt,
  },
  ...LEDGER_RECORD,
  {
    name: 'error',
    type: 'text',
    about: 'Why messages were left on the queue',
    isNullable: true,
    value: ({ error }) => error,
  },
]

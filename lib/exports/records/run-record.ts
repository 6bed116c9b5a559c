import { LEDGER_RECORD } from '@/lib/exports/records/ledger-record'
import type { RecordField } from '@/lib/exports/records/record-field'
import { RUN_MODES, RUN_STATES, type RunSummary } from '@/lib/model/pipeline/ledger'

/** A run with its batches added up, as its export writes it. */
export const RUN_RECORD: readonly RecordField<RunSummary>[] = [
  { name: 'run_id', type: 'integer', about: 'The number of the run', value: ({ id }) => id },
  {
    name: 'mode',
    type: 'text',
    about: 'What kind of run it is',
    values: RUN_MODES,
    value: ({ mode }) => mode,
  },
  {
    name: 'state',
    type: 'text',
    about: 'Its state',
    values: RUN_STATES,
    value: ({ state }) => state,
  },
  { name: 'started_by', type: 'text', about: 'Who started it', value: (run) => run.startedBy },
  { name: 'started_at', type: 'time', about: 'When it began', value: (run) => run.startedAt },
  {
    name: 'ended_at',
    type: 'time',
    about: 'When it ended',
    isNullable: true,
    value: ({ endedAt }) => endedAt,
  },
  {
    name: 'seconds',
    type: 'number',
    about: 'How long it took, or has taken so far',
    value: ({ seconds }) => Math.round(seconds * 1_000) / 1_000,
  },
  { name: 'lanes', type: 'integer', about: 'Its lanes', value: ({ lanes }) => lanes },
  {
    name: 'depth_at_start',
    type: 'integer',
    about: 'The approximate depth of the queue when it began',
    isNullable: true,
    value: ({ depthAtStart }) => depthAtStart,
  },
  { name: 'batches', type: 'integer', about: 'Its batches', value: ({ batches }) => batches },
  ...LEDGER_RECORD,
  {
    name: 'problem',
    type: 'text',
    about: 'What it waits for, or what ended it',
    isNullable: true,
    value: ({ problem }) => problem,
  },
]

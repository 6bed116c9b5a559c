import type { RecordField } from '@/lib/exports/records/record-field'
import type { RejectedRow } from '@/lib/model/login'
import { encodeReason } from '@/lib/model/reject-reasons'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'

/** A rejected message as the API answers with it: nothing of its body. */
export const REJECTED_RECORD: readonly RecordField<RejectedRow>[] = [
  { name: 'id', type: 'text', about: 'The number of the rejection', value: ({ id }) => id },
  {
    name: 'message_id',
    type: 'text',
    about: 'The id that the queue gave the message',
    value: ({ messageId }) => messageId,
  },
  { name: 'sent_at', type: 'time', about: 'When it was sent', value: ({ sentAt }) => sentAt },
  {
    name: 'rejected_at',
    type: 'time',
    about: 'When it was rejected',
    value: ({ rejectedAt }) => rejectedAt,
  },
  {
    name: 'receive_count',
    type: 'integer',
    about: 'How often it had been received then',
    value: ({ receiveCount }) => receiveCount,
  },
  {
    name: 'reasons',
    type: 'texts',
    about: 'Why: a code, behind its field where it is about one',
    // Codes: sentences are for people, and change.
    value: ({ reasons }) => reasons.map(encodeReason),
  },
  {
    name: 'field_names',
    type: 'texts',
    about: 'Which known fields the message had, and how many others',
    value: ({ fieldNames }) => fieldNames,
  },
  {
    name: 'body_bytes',
    type: 'integer',
    about: 'The size of its body',
    value: ({ bodyBytes }) => bodyBytes,
  },
  {
    name: 'run_id',
    type: 'integer',
    about: 'The run that rejected it',
    value: (row) => row.runId,
  },
  {
    name: 'state',
    type: 'text',
    about: 'What became of it',
    values: REJECTED_STATES,
    value: ({ state }) => state,
  },
  {
    name: 'settled_at',
    type: 'time',
    about: 'When it was returned or discarded',
    isNullable: true,
    value: ({ settledAt }) => settledAt,
  },
  {
    name: 'returned_as',
    type: 'text',
    about: 'The id of the message that it was returned as',
    isNullable: true,
    value: ({ returnedAs }) => returnedAs,
  },
  {
    name: 'request',
    type: 'text',
    about: 'The row of the audit log that asked for its being returned or discarded',
    isNullable: true,
    value: ({ requestId }) => requestId,
  },
]

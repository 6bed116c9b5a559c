import type { RecordField } from '@/lib/exports/records/record-field'
import { MASKED_FIELDS, type SharedField } from '@/lib/model/masked-fields'
import { REVIEW_MARKS } from '@/lib/model/reviews'
import type { SharedKind, SharedRow } from '@/lib/model/shared-values'

/** A device, or an IP, that several users share, as its export writes it. */
export const SHARED_RECORDS: Record<SharedKind, readonly RecordField<SharedRow>[]> = {
  device: recordOf('device_id'),
  ip: recordOf('ip'),
}

function recordOf(field: SharedField): RecordField<SharedRow>[] {
  const { column, label, sharing } = MASKED_FIELDS[field]
  const others = sharing.otherCount
  return [
    {
      name: column,
      type: 'text',
      about: `${label}: its token, never the original`,
      value: ({ token }) => token,
    },
    {
      name: 'users',
      type: 'integer',
      about: 'How many users share it',
      value: ({ users }) => users,
    },
    { name: 'logins', type: 'integer', about: 'Its logins', value: ({ logins }) => logins },
    {
      name: others,
      type: 'integer',
      about: `How many ${others} it was met with`,
      value: (row) => row.others,
    },
    {
      name: 'first_seen',
      type: 'time',
      about: 'The time of its first login',
      value: ({ firstSeen }) => firstSeen,
    },
    {
      name: 'last_seen',
      type: 'time',
      about: 'The time of its last login',
      value: ({ lastSeen }) => lastSeen,
    },
    {
      name: 'review',
      type: 'text',
      about: 'What it was last marked as',
      isNullable: true,
      values: REVIEW_MARKS,
      value: ({ mark }) => mark,
    },
    {
      name: 'assignee',
      type: 'text',
      about: 'Who looks after it',
      isNullable: true,
      value: ({ assignee }) => assignee,
    },
  ]
}

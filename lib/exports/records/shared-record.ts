import type { RecordField } from '@/lib/exports/records/record-field'
import { MASKED_FIELDS, type SharedField } from '@/lib/model/masked-fields'
import { REVIEW_MARKS } from '@/lib/model/shared/reviews'
import { MAX_RECENT_USERS, type SharedKind, type SharedRow } from '@/lib/model/shared/shared-values'

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
    {
      name: 'users_in_time',
      type: 'integer',
      about: `How many of them had it within the time that is asked for, counted up to ${MAX_RECENT_USERS + 1}`,
      isNullable: true,
      value: ({ recentUsers }) => recentUsers,
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

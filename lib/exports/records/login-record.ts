import type { RecordField } from '@/lib/exports/records/record-field'
import type { LoginRow } from '@/lib/model/login'
import { EXPORTED_FIELDS, type ListedField, MASKED_PROPERTIES } from '@/lib/model/login-field-list'

const TYPES = { text: 'text', int: 'integer', date: 'day', timestamptz: 'time' } as const

/** A login as its export writes it; masked fields hold tokens. */
export const LOGIN_RECORD: readonly RecordField<LoginRow>[] = EXPORTED_FIELDS.map((field) => ({
  name: field.column,
  type: TYPES[field.type],
  about: aboutOf(field),
  isNullable: field.presence !== 'always',
  value: (row) => row[field.property],
}))

function aboutOf({ label, property }: ListedField): string {
  const isMasked = (MASKED_PROPERTIES as readonly string[]).includes(property)
  return isMasked ? `${label}: its token, never the original` : label
}

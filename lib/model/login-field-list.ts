import { type CamelCase, camelCase, type LoginField } from '@/lib/model/login-field'
import { LOGIN_FIELDS } from '@/lib/model/login-fields'
import { MASKED_FIELD_NAMES, type MaskedField } from '@/lib/model/masked-fields'

type Fields = typeof LOGIN_FIELDS

export type LoginFieldKey = keyof Fields

type ColumnOf<Key extends LoginFieldKey> = Fields[Key] extends { column: infer Column }
  ? Column & string
  : Key

/** The property of a row that holds a field: `maskedIp` for `ip`. */
export type LoginProperty<Key extends LoginFieldKey = LoginFieldKey> = {
  [Each in Key]: CamelCase<ColumnOf<Each>>
}[Key]

/** The keys of the fields that are so: `KeyWith<{ filter: { kind: 'set' } }>`. */
export type KeyWith<Trait> = {
  [Key in LoginFieldKey]: Fields[Key] extends Trait ? Key : never
}[LoginFieldKey]

/** A field with its key, the column of `user_logins` and the property of a row. */
export type ListedField = Omit<LoginField, 'column' | 'type'> & {
  key: LoginFieldKey
  column: string
  property: LoginProperty
  type: 'text' | 'int' | 'date' | 'timestamptz'
}

/** All fields, in the order of the registry. */
export const LOGIN_FIELD_LIST: readonly ListedField[] = Object.entries<LoginField>(
  LOGIN_FIELDS,
).map(([key, { column = key, type = 'text', ...field }]) => ({
  ...field,
  key: key as LoginFieldKey,
  column,
  type,
  property: camelCase(column) as LoginProperty,
}))

const FIELDS_BY_KEY = new Map(LOGIN_FIELD_LIST.map((field) => [field.key, field]))

/** What an export and a copied row consist of, in order. */
export const EXPORTED_FIELDS = LOGIN_FIELD_LIST.filter((field) => !field.isInternal)

/** The properties of a row that hold tokens. */
export const MASKED_PROPERTIES = MASKED_FIELD_NAMES.map(
  (field) => loginField(field).property as LoginProperty<MaskedField>,
)

/** The columns of the table as they first come, those hidden at first included. */
export const TABLE_FIELDS = byPlace((field) => field.table)

/** What logins can be filtered by, as it is offered. */
export const FILTER_FIELDS = byPlace((field) => field.filter)

/** A field by its key. */
export function loginField(key: LoginFieldKey): ListedField {
  return FIELDS_BY_KEY.get(key) as ListedField
}

/** The fields that have such a part, each with it, in the order of its places. */
function byPlace<Part extends { place: number }>(partOf: (field: ListedField) => Part | undefined) {
  return LOGIN_FIELD_LIST.filter((field) => partOf(field) !== undefined).toSorted(
    (a, b) => (partOf(a)?.place ?? 0) - (partOf(b)?.place ?? 0),
  )
}

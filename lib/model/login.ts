import type { CamelCase } from '@/lib/model/login-field'
import type { KeyWith, LoginFieldKey, LoginProperty } from '@/lib/model/login-field-list'
import type { LOGIN_FIELDS } from '@/lib/model/login-fields'
import type { MaskedField } from '@/lib/model/masked-fields'
import type { RejectReason } from '@/lib/model/reject-reasons'
import type { RejectedState } from '@/lib/model/rejected/rejected-states'
import type { RiskFigures } from '@/lib/model/risk/risk-signals'

/** A login as the message gave it, parsed and valid. Holds originals: never log or store it. */
export type Login = Flat<
  Omit<MaskedLogin, MaskedProperty> & {
    [Field in MaskedField as CamelCase<Field>]:
      | string
      | (Fields[Field] extends { presence: 'optional' } ? null : never)
  }
>

/** A login whose personal data is replaced by tokens; only `maskLogins` makes one. */
export type MaskedLogin = Flat<{
  [Key in Exclude<LoginFieldKey, KeyWith<{ isOfBatch: true }>> as LoginProperty<Key>]:
    | (Fields[Key] extends { type: 'timestamptz' } ? Date : Value<Key>)
    | (Fields[Key] extends { presence: 'optional' } ? null : never)
}>

/** A stored login as pages show it. Adopted rows may lack all but what every row has; times are ISO 8601. */
export type LoginRow = Flat<
  {
    id: string
    /** What its risk is made of, signal by signal; absent where it has none. */
    riskFigures?: RiskFigures | null
  } & {
    [Key in LoginFieldKey as LoginProperty<Key>]:
      | Value<Key>
      | (Fields[Key] extends { presence: 'always' } ? never : null)
  }
>

/** The properties of a login that hold originals. */
export type OriginalProperty = CamelCase<MaskedField>

/** The properties of a row that hold tokens. */
export type MaskedProperty = LoginProperty<MaskedField>

type Fields = typeof LOGIN_FIELDS
type Value<Key extends LoginFieldKey> = Fields[Key] extends { type: 'int' } ? number : string
type Flat<T> = { [Name in keyof T]: T[Name] }

/** A rejected message as pages show it: why, never what it said. */
export type RejectedRow = {
  id: string
  messageId: string
  sentAt: string
  rejectedAt: string
  receiveCount: number
  reasons: RejectReason[]
  fieldNames: string[]
  bodyBytes: number
  runId: number
  /** `returning` is a claim that somebody holds, or that is in doubt. */
  state: RejectedState
  settledAt: string | null
  /** The address of the admin who returned or discarded it. */
  settledBy: string | null
  /** The id of the new message that it was returned as. */
  returnedAs: string | null
  /** The row of the reveal log that asked for it; of earlier ones that is not noted. */
  requestId: string | null
}

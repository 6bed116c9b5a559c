import type { LoginRow, MaskedProperty } from '@/lib/model/login'
import { loginField } from '@/lib/model/login-field-list'
import { MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'
import { isErased, isToken } from '@/lib/model/token'

/** The distinct tokens of logins that stand for an original still, login by login. */
export function tokensOf(logins: readonly LoginRow[]): string[] {
  return revealable(logins.flatMap((login) => PROPERTIES.map((property) => login[property])))
}

/** The distinct tokens among masked values that stand for an original still. */
export function revealable(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value) => isToken(value)).filter((token) => !isErased(token))
}

const PROPERTIES = MASKED_FIELD_NAMES.map((field) => loginField(field).property as MaskedProperty)

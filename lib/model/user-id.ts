import { LOGIN_FIELDS } from '@/lib/model/login-fields'
import { isPlainText } from '@/lib/model/text/is-plain-text'

/** How many characters an id has at most; Postgres counts an emoji as one. */
export const MAX_USER_ID_CHARACTERS = LOGIN_FIELDS.user_id.maxCharacters

/** Whether a login may have this as its user's id: any text, tabs and emoji included, and in an adopted row none. */
export function isUserId(text: string): boolean {
  // No character takes more than two of the units that `length` counts.
  if (text.length > 2 * MAX_USER_ID_CHARACTERS) return false
  return isPlainText(text) && [...text].length <= MAX_USER_ID_CHARACTERS
}

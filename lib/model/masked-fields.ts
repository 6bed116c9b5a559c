/**
 * The fields of a login that are personal data, by their name in a message: what a token of the field
 * begins with, the column that holds it, and what people call the value.
 */
export const MASKED_FIELDS = {
  ip: { prefix: 'ip', column: 'masked_ip', label: 'IP' },
  device_id: { prefix: 'dv', column: 'masked_device_id', label: 'Device' },
} as const

/** Longest device id that is taken, in UTF-8 bytes of its canonical form. */
export const DEVICE_ID_MAX_BYTES = 256

export type MaskedField = keyof typeof MASKED_FIELDS

/** Their names, in the order of the columns. */
export const MASKED_FIELD_NAMES = Object.keys(MASKED_FIELDS) as MaskedField[]

/** The columns of `user_logins` that hold their tokens. */
export const MASKED_COLUMNS: ReadonlySet<string> = new Set(
  MASKED_FIELD_NAMES.map((field) => MASKED_FIELDS[field].column),
)

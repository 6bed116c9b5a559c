/** How the values of a masked field are shared by users: the rollups that tell, and what they are with. */
type Sharing = {
  /** What such a value is called in URLs and in the graph of links. */
  kind: string
  /** Those that several users share, with their figures. */
  rollup: string
  /** What the pairs call it; its pairs with users. */
  pairKey: string
  userPairs: string
  /** The masked field that it is met with (see `MASKED_PAIRS`), and what the rollup calls how many. */
  other: string
  otherCount: string
}

type MaskedFieldFacts = {
  prefix: string
  column: string
  /** What people call such a value; its original, with an article and without; an example of one. */
  label: string
  original: string
  originalLabel: string
  example: string
  /** What originals look like: a regular expression of a whole text, linear in it, that heeds no case. */
  pattern: string
  sharing?: Sharing
}

/**
 * The fields of a login that are personal data, by their name in a message: what a token of the field
 * begins with, the column that holds it, what people call the value, and how users share it.
 */
export const MASKED_FIELDS = {
  ip: {
    prefix: 'ip',
    column: 'masked_ip',
    label: 'IP',
    original: 'an IP address',
    originalLabel: 'IP',
    example: '203.0.113.7 or 2001:db8::7',
    pattern: String.raw`(?=[^:]*:[^:]*:)\[?[0-9a-f:.]*(?:%\w+)?\]?|\d{1,3}(?:\.\d{1,3}){3}`,
    sharing: {
      kind: 'ip',
      rollup: 'shared_ips',
      pairKey: 'ip',
      userPairs: 'ip_users',
      other: 'device_id',
      otherCount: 'devices',
    },
  },
  device_id: {
    prefix: 'dv',
    column: 'masked_device_id',
    label: 'Device',
    original: 'a device id',
    originalLabel: 'Device id',
    example: '000-00-0000',
    pattern: String.raw`\d{3}-\d{2}-\d{4}`,
    sharing: {
      kind: 'device',
      rollup: 'shared_devices',
      pairKey: 'device',
      userPairs: 'device_users',
      other: 'ip',
      otherCount: 'ips',
    },
  },
} as const satisfies Record<string, MaskedFieldFacts>

/** The tables of which values of two masked fields were met together. */
export const MASKED_PAIRS = [
  { table: 'device_ips', fields: ['device_id', 'ip'] },
] as const satisfies { table: string; fields: [SharedField, SharedField] }[]

/** Longest device id that is taken, in UTF-8 bytes of its canonical form. */
export const DEVICE_ID_MAX_BYTES = 256

export type MaskedField = keyof typeof MASKED_FIELDS

/** Their names, in the order of the columns. */
export const MASKED_FIELD_NAMES = Object.keys(MASKED_FIELDS) as MaskedField[]

/** The columns of `user_logins` that hold their tokens. */
export const MASKED_COLUMNS: ReadonlySet<string> = new Set(
  MASKED_FIELD_NAMES.map((field) => MASKED_FIELDS[field].column),
)

/** A value for each masked field. */
export function perField<Value>(make: (field: MaskedField) => Value): Record<MaskedField, Value> {
  const entries = MASKED_FIELD_NAMES.map((field) => [field, make(field)])
  return Object.fromEntries(entries) as Record<MaskedField, Value>
}

/** How the values of a masked field are shared; null where no rollup tells. */
export function sharingOf(field: MaskedField): Sharing | null {
  const facts: MaskedFieldFacts = MASKED_FIELDS[field]
  return facts.sharing ?? null
}

/** The masked fields whose values users share. */
export type SharedField = {
  [Field in MaskedField]: (typeof MASKED_FIELDS)[Field] extends { sharing: Sharing } ? Field : never
}[MaskedField]

export const SHARED_FIELDS = MASKED_FIELD_NAMES.filter(
  (field): field is SharedField => sharingOf(field) !== null,
)

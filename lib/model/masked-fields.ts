/** How the values of a masked field are shared by users: the rollups that tell, and what they are with. */
type Sharing = {
  /** What such a value is called in URLs and in the graph of links. */
  kind: string
  /** Those that several users share, with their figures. */
  rollup: string
  /** What the pairs call it; its pairs with users. */
  pairKey: string
  userPairs: string
  /** The masked field that it is met with; their pairs; what the rollup calls how many there are. */
  other: string
  otherPairs: string
  otherCount: string
  /** Whether people review its values. */
  isReviewed: boolean
}

type MaskedFieldFacts = { prefix: string; column: string; label: string; sharing?: Sharing }

/**
 * The fields of a login that are personal data, by their name in a message: what a token of the field
 * begins with, the column that holds it, what people call the value, and how users share it.
 */
export const MASKED_FIELDS = {
  ip: {
    prefix: 'ip',
    column: 'masked_ip',
    label: 'IP',
    sharing: {
      kind: 'ip',
      rollup: 'shared_ips',
      pairKey: 'ip',
      userPairs: 'ip_users',
      other: 'device_id',
      otherPairs: 'device_ips',
      otherCount: 'devices',
      isReviewed: false,
    },
  },
  device_id: {
    prefix: 'dv',
    column: 'masked_device_id',
    label: 'Device',
    sharing: {
      kind: 'device',
      rollup: 'shared_devices',
      pairKey: 'device',
      userPairs: 'device_users',
      other: 'ip',
      otherPairs: 'device_ips',
      otherCount: 'ips',
      isReviewed: true,
    },
  },
} as const satisfies Record<string, MaskedFieldFacts>

/** Longest device id that is taken, in UTF-8 bytes of its canonical form. */
export const DEVICE_ID_MAX_BYTES = 256

export type MaskedField = keyof typeof MASKED_FIELDS

/** Their names, in the order of the columns. */
export const MASKED_FIELD_NAMES = Object.keys(MASKED_FIELDS) as MaskedField[]

/** The columns of `user_logins` that hold their tokens. */
export const MASKED_COLUMNS: ReadonlySet<string> = new Set(
  MASKED_FIELD_NAMES.map((field) => MASKED_FIELDS[field].column),
)

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

/**
 * What is to be said of one field of a login. Its key names it in messages, URLs, filters and the
 * table; a row's property is the column in camel case.
 */
export type LoginField = {
  /** What people call it. */
  label: string
  /** A shorter label, for a heading. */
  heading?: string
  /** Its column of `user_logins`; the key, unless it says otherwise. */
  column?: string
  /** Text, unless it says otherwise. */
  type?: 'text' | 'int' | 'date' | 'timestamptz'
  /**
   * Who has it: every row, or every ingested one that the message gave it. Where it says nothing, all
   * ingested rows do, and adopted ones may not.
   */
  presence?: 'always' | 'optional'
  /** Whether the body of a message says it, in a field that is called as the key. */
  isInBody?: true
  /** Whether the batch gives it, not the message. */
  isOfBatch?: true
  /** Whether `login_risks` has it, not `user_logins`: what was found when the login was judged. */
  isJudged?: true
  /** The longest text that is taken, in characters. */
  maxCharacters?: number
  /** Whether exports and copied rows leave it out; what they have keeps the order of the list. */
  isInternal?: true
  /** How its value is drawn. */
  show: 'time' | 'text' | 'id' | 'token' | 'version' | 'run' | 'risk'
  /** Its column in the table: its width in pixels, and its place among the others at first. */
  table?: { width: number; place: number; isHiddenAtFirst?: true }
  /** The section of the inspector that has it; masked fields have a section each. */
  section?: 'login' | 'message'
  /** Whether the inspector counts the other logins that have the same value. */
  isRelated?: true
  /** What sorting by it does, in words, and the direction of a first click. */
  sort?: { asc: string; desc: string; first: 'asc' | 'desc'; aliases: readonly string[] }
  filter?: {
    /** One of several values; one text, token or number; signals and a score; or a range. */
    kind: 'set' | 'text' | 'token' | 'number' | 'risk' | 'version' | 'time'
    /** Its place in the menu of filters, and in URLs. */
    place: number
    /** What URLs called it before: links and saved views may still do so. */
    aliases?: readonly string[]
    /** What may be typed to find a value. */
    hint?: string
  }
  /** Whether the rollups of hours and days count by it. */
  isRolledUp?: true
}

/** `device_type` → `deviceType`. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name

export function camelCase<Name extends string>(name: Name): CamelCase<Name> {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Name>
}

/** A field as it stands within a sentence: `device type`, but `IP`. */
export function inSentence(label: string): string {
  return label === label.toUpperCase() ? label : label.charAt(0).toLowerCase() + label.slice(1)
}

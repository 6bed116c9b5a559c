import { sortableVersion } from '@/lib/model/app-version'
import { inSentence } from '@/lib/model/login-field'
import {
  FILTER_FIELDS,
  type KeyWith,
  type ListedField,
  loginField,
} from '@/lib/model/login-field-list'
import { MASKED_FIELD_NAMES, MASKED_FIELDS } from '@/lib/model/masked-fields'
import { type RiskName, riskNamesSchema, riskScoreSchema } from '@/lib/model/query/risk-parts'
import { runNumberSchema } from '@/lib/model/query/run-number'
import { anyText, type PartSchema, plainText, textsOrNone } from '@/lib/model/query/text-schema'

type Kind<Name extends string> = KeyWith<{ filter: { kind: Name } }>

/** What logins are filtered by. */
export type FilterKey = KeyWith<{ filter: object }>
/** Filters of one or several values, of one text or token, of a number, of a range of versions. */
export type SetKey = Kind<'set'>
export type TextKey = Kind<'text' | 'token'>
export type NumberKey = Kind<'number'>
type RangeKey = Kind<'version'>
type RangePart = RangeKey | `${RangeKey}_from` | `${RangeKey}_to`

type Part<Value> = { schema: PartSchema<Value>; label: string; aliases?: readonly string[] }

type FilterParts = { [Key in SetKey]: Part<(string | null)[]> & { isList: true } } & {
  [Key in TextKey | RangePart]: Part<string>
} & { [Key in NumberKey]: Part<number> } & {
  risk: Part<RiskName[]> & { isList: true }
  risk_min: Part<number>
}

/** The parts of a URL that each filter has. */
export function partNames(key: FilterKey): readonly string[] {
  const kind = loginField(key).filter?.kind
  if (kind === 'time') return ['range', 'from', 'to']
  if (kind === 'risk') return [key, `${key}_min`]
  return kind === 'version' ? [key, `${key}_from`, `${key}_to`] : [key]
}

/** All names that the URL of a filter of one part has, or had. */
export function namesOf(key: FilterKey): readonly string[] {
  return [key, ...(loginField(key).filter?.aliases ?? [])]
}

const MAX_VALUES = 20
const MAX_VERSION_CHARACTERS = 64
/** A token has fewer; an adopted login may hold another's mask. */
const MAX_TOKEN_CHARACTERS = 256

const LOOKS_LIKE_AN_ORIGINAL = new RegExp(
  `^(?:${MASKED_FIELD_NAMES.map((field) => MASKED_FIELDS[field].pattern).join('|')})$`,
  'i',
)

/** What is typed here stays in the URL and in histories: an original must not. */
const token = plainText(MAX_TOKEN_CHARACTERS).check(
  (text) => !LOOKS_LIKE_AN_ORIGINAL.test(text.trim()),
  'is not a token: an original is never looked for here',
)

const version = anyText()
  .check((text) => text.length <= MAX_VERSION_CHARACTERS)
  .check((text) => sortableVersion(text) !== null, 'is not a version such as 2.3.0')

/** The parts of a URL by which logins are filtered, but for the time. */
export const FILTER_PARTS = Object.fromEntries(FILTER_FIELDS.flatMap(entriesOf)) as FilterParts

function entriesOf(field: ListedField): [string, Part<unknown> & { isList?: true }][] {
  const { key, filter, maxCharacters = MAX_TOKEN_CHARACTERS } = field
  const part = { label: `the ${inSentence(field.label)}`, aliases: filter?.aliases ?? [] }
  switch (filter?.kind) {
    case 'set':
      // An empty value stands for none: the logins without a locale.
      return [
        [key, { ...part, schema: textsOrNone(plainText(maxCharacters), MAX_VALUES), isList: true }],
      ]
    case 'text':
      return [[key, { ...part, schema: plainText(maxCharacters) }]]
    case 'token':
      return [[key, { ...part, schema: token }]]
    case 'number':
      return [[key, { ...part, schema: runNumberSchema }]]
    case 'risk':
      return [
        [key, { ...part, schema: riskNamesSchema, isList: true }],
        [
          `${key}_min`,
          { ...part, label: 'the lowest score', aliases: [], schema: riskScoreSchema },
        ],
      ]
    case 'version':
      return [
        [key, { ...part, schema: version }],
        boundOf(field, 'first', 'from'),
        boundOf(field, 'last', 'to'),
      ]
    default:
      return []
  }
}

function boundOf(field: ListedField, which: string, end: string): [string, Part<string>] {
  const aliases = field.filter?.aliases?.map((alias) => `${alias}-${end}`) ?? []
  const label = `the ${which} ${inSentence(field.label)}`
  return [`${field.key}_${end}`, { schema: version, label, aliases }]
}

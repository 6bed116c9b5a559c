import { sortableVersion } from '@/lib/model/app-version'
import { inSentence } from '@/lib/model/login-field'
import {
  FILTER_FIELDS,
  type KeyWith,
  type ListedField,
  loginField,
} from '@/lib/model/login-field-list'
import { MASKED_FIELD_NAMES, MASKED_FIELDS } from '@/lib/model/masked-fields'
import { type RiskName, riskNamesSchema, riskScoreSchema } from '@/lib/model/query/parts/risk-parts'
import {
  anyText,
  type PartSchema,
  plainText,
  textsOrNone,
} from '@/lib/model/query/parts/text-schema'
import { runNumberSchema } from '@/lib/model/query/run-number'

type Kind<Name extends string> = KeyWith<{ filter: { kind: Name } }>

/** What logins are filtered by. */
export type FilterKey = KeyWith<{ filter: object }>
/** Filters of a few values, of texts or tokens, of numbers, of versions. Each takes one or several, and none. */
export type SetKey = Kind<'set'>
export type TextKey = Kind<'text' | 'token'>
export type NumberKey = Kind<'number'>
export type VersionKey = Kind<'version'>
/** What is filtered by values, and not by these values. */
export type ValueKey = SetKey | TextKey | NumberKey | VersionKey
/** What is filtered by its beginning, too. */
export type PrefixKey = Kind<'text'>

type Part<Value> = { schema: PartSchema<Value>; label: string; aliases?: readonly string[] }
type ListPart<Value> = Part<(Value | null)[]> & { isList: true }
type WithNot<Key extends ValueKey> = Key | `${Key}_not`

type FilterParts = { [Key in WithNot<SetKey | TextKey | VersionKey>]: ListPart<string> } & {
  [Key in WithNot<NumberKey>]: ListPart<number>
} & { [Key in `${VersionKey}_from` | `${VersionKey}_to` | `${PrefixKey}_starts`]: Part<string> } & {
  risk: Part<RiskName[]> & { isList: true }
  risk_min: Part<number>
}

/** The parts of a URL that each filter has. */
export function partNames(key: FilterKey): readonly string[] {
  const kind = loginField(key).filter?.kind
  if (kind === 'time') return ['range', 'from', 'to']
  if (kind === 'risk') return [key, `${key}_min`]
  const others = kind === 'version' ? ['from', 'to'] : kind === 'text' ? ['starts'] : []
  return [key, ...['not', ...others].map((end) => `${key}_${end}`)]
}

/** All names that the URL of a filter of one part has, or had. */
export function namesOf(key: FilterKey): readonly string[] {
  return [key, ...(loginField(key).filter?.aliases ?? [])]
}

/** So many values of one field are asked for, or left out. */
export const MAX_VALUES = 20
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
  const { key, filter } = field
  if (filter === undefined || filter.kind === 'time') return []
  if (filter.kind === 'risk') return riskEntries(field)
  const label = inSentence(field.label)
  const schema = textsOrNone<string | number>(valueSchema(field), MAX_VALUES)
  const aliases = filter.aliases ?? []
  const values: [string, Part<unknown> & { isList: true }][] = [
    // An empty value stands for none: the logins without a locale.
    [key, { schema, label: `the ${label}`, aliases, isList: true }],
    [`${key}_not`, { schema, label: `the ${label} to leave out`, isList: true }],
  ]
  if (filter.kind === 'text') {
    const beginning = { schema: valueSchema(field), label: `the beginning of the ${label}` }
    return [...values, [`${key}_starts`, beginning]]
  }
  if (filter.kind !== 'version') return values
  return [...values, boundOf(field, 'first', 'from'), boundOf(field, 'last', 'to')]
}

function riskEntries({
  key,
  label,
  filter,
}: ListedField): [string, Part<unknown> & { isList?: true }][] {
  const part = { label: `the ${inSentence(label)}`, aliases: filter?.aliases ?? [] }
  return [
    [key, { ...part, schema: riskNamesSchema, isList: true }],
    [`${key}_min`, { label: 'the lowest score', aliases: [], schema: riskScoreSchema }],
  ]
}

function valueSchema({ filter, maxCharacters = MAX_TOKEN_CHARACTERS }: ListedField) {
  switch (filter?.kind) {
    case 'token':
      return token
    case 'number':
      return runNumberSchema
    case 'version':
      return version
    default:
      return plainText(maxCharacters)
  }
}

function boundOf(field: ListedField, which: string, end: string): [string, Part<string>] {
  const aliases = field.filter?.aliases?.map((alias) => `${alias}-${end}`) ?? []
  const label = `the ${which} ${inSentence(field.label)}`
  return [`${field.key}_${end}`, { schema: version, label, aliases }]
}

import { sortableVersion } from '@/lib/model/app-version'
import { FILTER_FIELDS, type KeyWith } from '@/lib/model/login-field-list'
import { oneOf, plainText, textsOrNone } from '@/lib/model/query/parts/text-schema'

/** The fields that the chart of logins can be split by. */
export type SplitKey = KeyWith<{ filter: { kind: 'set' } } | { filter: { kind: 'version' } }>

const SPLIT_KINDS: readonly unknown[] = ['set', 'version']

/** Those fields, in the order of the filters. */
export const SPLIT_FIELDS = FILTER_FIELDS.filter(({ filter }) =>
  SPLIT_KINDS.includes(filter?.kind),
).map(({ key, label }) => ({ key: key as SplitKey, label }))

/** How the chart of logins is drawn; as the URL says it. */
export type ChartLook = {
  /** The field whose most common values are told apart. */
  split?: SplitKey | undefined
  /** The two values of it that are compared; null stands for none. */
  segment?: (string | null)[] | undefined
  /** What the time is compared with. */
  compare?: 'before' | undefined
}

const SEGMENTS = 2
const MAX_SEGMENT_CHARACTERS = 64

/** The parts of a URL that say how the chart is drawn. */
export const CHART_PARTS = {
  split: {
    schema: oneOf(SPLIT_FIELDS.map(({ key }) => key)),
    label: 'what the chart is split by',
  },
  segment: {
    schema: textsOrNone(plainText(MAX_SEGMENT_CHARACTERS), SEGMENTS),
    label: 'what the chart compares',
    isList: true,
  },
  compare: { schema: oneOf(['before']), label: 'what the chart is compared with' },
} as const

/** The parts that contradict each other, for `defineQuery`. */
export function chartContradictions({ split, segment, compare }: ChartLook) {
  const found: { name: 'segment' | 'compare'; problem: string }[] = []
  if (compare !== undefined && split !== undefined) {
    found.push({ name: 'compare', problem: 'stands beside a split' })
  }
  if (segment === undefined) return found
  const isVersion = (value: string | null) => value !== null && sortableVersion(value) !== null
  if (split === undefined) found.push({ name: 'segment', problem: 'has no field' })
  else if (segment.length !== SEGMENTS) {
    found.push({ name: 'segment', problem: 'is not two values' })
  } else if (split === 'app_version' && !segment.every(isVersion)) {
    found.push({ name: 'segment', problem: 'is not a version such as 2.3.0' })
  }
  return found
}

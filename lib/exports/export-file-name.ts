import type { RecordFormat } from '@/lib/format/record-format'
import { holdsOriginal } from '@/lib/model/text/holds-original'
import { momentWord } from '@/lib/model/time/moment-word'
import type { TimeBounds } from '@/lib/model/time/time-range'
import { addDays, type Day, startOfDay, wallClockAt } from '@/lib/model/time/wall-clock'

export type NamedExport = {
  /** What is exported, as in `shared-devices`. */
  what: string
  /** The time that it is narrowed to. */
  time?: TimeBounds
  /** What else it is narrowed to, and may be said: no user, no person, no token. */
  words?: readonly string[]
  /** Whether it is narrowed to more than may be said. */
  isFiltered?: boolean
  /** CSV, unless it says otherwise. */
  format?: RecordFormat
}

const MAX_WORDS = 6
const MAX_WORD_CHARACTERS = 24

/**
 * The name of an exported file, by its filter: `veilgate-logins-2026-11-17-android-europe-berlin.csv`.
 * Days are those of the zone that is named in it; none is where they are UTC's. File names get around,
 * so that whose logins they are is never said: `filtered` stands for it.
 */
export function exportFileName(
  { what, time = {}, words = [], isFiltered = false, format = 'csv' }: NamedExport,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): string {
  const isTimed = time.fromMs !== undefined || time.toMs !== undefined
  const said = words
    .filter((word) => !holdsOriginal(word))
    .map(slug)
    .filter((word) => word !== '')
  const parts = [
    'veilgate',
    what,
    isTimed ? timeWords(time, timeZone) : '',
    ...said.slice(0, MAX_WORDS),
    isFiltered || said.length > MAX_WORDS || said.length < words.length ? 'filtered' : '',
    isTimed ? zoneWord(timeZone) : `as-of-${momentWord(nowMs, 'UTC')}z`,
  ]
  return `${parts.filter((part) => part !== '').join('-')}.${format}`
}

function timeWords({ fromMs, toMs }: TimeBounds, timeZone: string): string {
  const from = fromMs === undefined ? '' : startWord(fromMs, timeZone)
  const to = toMs === undefined ? '' : endWord(toMs, timeZone)
  if (from === '') return `until-${to}`
  if (to === '') return `since-${from}`
  return from === to ? from : `${from}-to-${to}`
}

/** A day where it begins one, else a moment. */
function startWord(ms: number, timeZone: string): string {
  const { day } = wallClockAt(ms, timeZone)
  return startOfDay(day, timeZone) === ms ? dayWord(day) : momentWord(ms, timeZone)
}

/** The last day where it ends one, else a moment. */
function endWord(ms: number, timeZone: string): string {
  const { day } = wallClockAt(ms, timeZone)
  return startOfDay(day, timeZone) === ms ? dayWord(addDays(day, -1)) : momentWord(ms, timeZone)
}

function dayWord({ year, month, day }: Day): string {
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}

function zoneWord(timeZone: string): string {
  return timeZone === 'UTC' ? '' : slug(timeZone)
}

/** A word as any system of files takes it. */
function slug(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .slice(0, MAX_WORD_CHARACTERS)
    .replace(/^[-.]+|[-.]+$/g, '')
}

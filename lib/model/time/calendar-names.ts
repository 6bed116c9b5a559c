/** From Monday on. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** The day of the week that a word names by its beginning: 1 for Monday; null for none. */
export function weekdayNamed(word: string): number | null {
  return placeOf(WEEKDAYS, word, 2)
}

/** The month that a word names by its beginning: 1 for January; null for none. */
export function monthNamed(word: string): number | null {
  return placeOf(MONTHS, word, 3)
}

function placeOf(names: readonly string[], word: string, shortest: number): number | null {
  if (word.length < shortest) return null
  const at = names.findIndex((name) => name.toLowerCase().startsWith(word))
  return at < 0 ? null : at + 1
}

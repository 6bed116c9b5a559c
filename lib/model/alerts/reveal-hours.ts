/** When reveals are expected. Weekdays count from Monday, 1; minutes from midnight. */
export type RevealHours = {
  /** An IANA name, such as Europe/Berlin. */
  timeZone: string
  fromMinute: number
  /** Before `fromMinute` where the hours go on past midnight. */
  toMinute: number
  weekdays: number[]
}

export const DEFAULT_REVEAL_HOURS: RevealHours = {
  timeZone: 'UTC',
  fromMinute: 7 * 60,
  toMinute: 19 * 60,
  weekdays: [1, 2, 3, 4, 5],
}

export const WEEKDAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** `Mon, Tue, Wed, Thu, Fri, 07:00 to 19:00 in UTC`. */
export function hoursWords({ timeZone, fromMinute, toMinute, weekdays }: RevealHours): string {
  const days = weekdays.map((day) => WEEKDAY_NAMES[day - 1]).join(', ')
  return `${days}, ${clockOf(fromMinute)} to ${clockOf(toMinute)} in ${timeZone}`
}

/** `07:00`. */
export function clockOf(minute: number): string {
  const part = (value: number) => String(value).padStart(2, '0')
  return `${part(Math.floor(minute / 60))}:${part(minute % 60)}`
}

/** The minute of `07:00`; null where it is none. */
export function minuteOf(clock: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

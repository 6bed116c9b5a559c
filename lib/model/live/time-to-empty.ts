import type { CurrentRate, RatePoint } from '@/lib/model/live/current-rate'
import {
  type DepthReading,
  remainingMessages,
  surprises,
} from '@/lib/model/live/remaining-messages'

/** How long until the queue is empty. */
export type TimeToEmpty =
  /** No run is active. */
  | { kind: 'none' }
  | { kind: 'measuring' }
  /** Nothing is received, or as much is sent, or the queue or the database is away. */
  | { kind: 'unknown' }
  /** Rounded: see `roundedSeconds`. */
  | { kind: 'known'; seconds: number }

/** What is remembered from one estimate to the next. */
export type Drain = {
  /** Oldest first. */
  readings: DepthReading[]
  shown: TimeToEmpty
  /** When `shown` last became another. */
  changedAtMs: number
  /** When the queue is taken to be empty; null where it cannot be said. */
  endsAtMs: number | null
}

export const NO_DRAIN: Drain = {
  readings: [],
  shown: { kind: 'none' },
  changedAtMs: 0,
  endsAtMs: null,
}

type News = {
  nowMs: number
  /** The newest reading of the queue's depth; null where it is away. */
  reading: DepthReading | null
  rate: CurrentRate
  points: RatePoint[]
  /** Unix seconds, by the clock of the points. */
  activeSince: number | null
}

const REMEMBERED_MS = 40_000
/** A figure that changes more often cannot be read. */
const HOLD_MS = 2_000
/** An estimate this near to what is shown is no news. */
const NEAR = 0.1
/** A part of what is left by which readings may differ: queues tell approximate depths. */
const JITTER = 0.25
/** A run younger than this is taken to be getting up to speed. */
const STARTING_SECONDS = 20
const WINDOW_SECONDS = 10
const MEASURING_SECONDS = 3

/** Takes in what was read, and estimates anew how long the queue will take to be empty. */
export function followDrain(was: Drain, news: News): Drain {
  const { nowMs, activeSince } = news
  const isNew = was.shown.kind === 'none'
  // What was sent before a run began says nothing of what will be sent during it.
  const readings = remember(isNew ? was.readings.slice(-1) : was.readings, news)
  if (activeSince === null) return { ...NO_DRAIN, readings }
  const estimated = estimate(readings, news)
  const endsAtMs = estimated.kind === 'known' ? endOf(was.endsAtMs, estimated.seconds, nowMs) : null
  const shown: TimeToEmpty =
    endsAtMs === null
      ? estimated
      : { kind: 'known', seconds: roundedSeconds((endsAtMs - nowMs) / 1_000) }
  if (isSame(shown, was.shown)) return { ...was, readings, endsAtMs }
  if (nowMs - was.changedAtMs < HOLD_MS) return { ...was, readings, endsAtMs }
  return { readings, shown, changedAtMs: nowMs, endsAtMs }
}

/** To a step that is small beside it: 5 s, half a minute, a minute, ten minutes, an hour. */
export function roundedSeconds(seconds: number): number {
  const step =
    seconds < 60 ? 5 : seconds < 300 ? 30 : seconds < 3_600 ? 60 : seconds < 86_400 ? 600 : 3_600
  return Math.max(step, Math.round(seconds / step) * step)
}

/** Readings of before somebody filled or purged the queue say nothing of what is left now. */
function remember(readings: DepthReading[], { nowMs, reading, points, rate }: News) {
  const last = readings.at(-1)
  const young = readings.filter(({ atMs }) => nowMs - atMs < REMEMBERED_MS)
  if (reading === null || reading.atMs === last?.atMs) return young
  const all = [...young, reading]
  const [earlier, latest] = [all.slice(0, -2), all.slice(-2)]
  if (earlier.length === 0) return all
  const perSecond = rate.kind === 'known' ? rate.perSecond : 0
  // What was received in the seconds between a reading and the count of what was received.
  const slack = 2 * perSecond
  const found = surprises(latest, earlier, points, perSecond)
  const isOff = found.every(({ by, expected }) => Math.abs(by) > JITTER * expected + slack)
  const isSameWay = new Set(found.map(({ by }) => Math.sign(by))).size === 1
  return isOff && isSameWay ? latest : all
}

/** What is left, at the speed at which it becomes less. */
function estimate(readings: DepthReading[], news: News): TimeToEmpty {
  if (news.rate.kind === 'measuring') return { kind: 'measuring' }
  if (news.rate.kind !== 'known' || news.reading === null) return { kind: 'unknown' }
  const seconds = ownSeconds(news)
  if (seconds.length < MEASURING_SECONDS) return { kind: 'measuring' }
  const speed = seconds.reduce((sum, { received }) => sum + received, 0) / seconds.length
  if (speed === 0) return { kind: 'unknown' }
  const { messages, inflow } = remainingMessages(readings, news.points, speed)
  const perSecond = speed - inflow
  return perSecond > speed / 20
    ? { kind: 'known', seconds: messages / perSecond }
    : { kind: 'unknown' }
}

/** The seconds of the current rate, but while a run gets up to speed those before its first batch. */
function ownSeconds({ points, activeSince }: News): RatePoint[] {
  const now = (points.at(-1)?.at ?? 0) + 1
  const own = points.filter(({ at }) => activeSince !== null && at >= activeSince)
  const isStarting = activeSince !== null && now - activeSince < STARTING_SECONDS
  const first = isStarting ? own.findIndex(({ received }) => received > 0) : 0
  return first < 0 ? [] : own.slice(first).slice(-WINDOW_SECONDS)
}

/** What was said before goes on to hold while the estimate agrees with it. */
function endOf(endsAtMs: number | null, seconds: number, nowMs: number): number {
  const held = endsAtMs === null ? Number.NaN : (endsAtMs - nowMs) / 1_000
  const isNear = Math.abs(held - seconds) <= NEAR * seconds
  return endsAtMs !== null && isNear ? endsAtMs : nowMs + seconds * 1_000
}

function isSame(one: TimeToEmpty, other: TimeToEmpty): boolean {
  if (one.kind !== 'known' || other.kind !== 'known') return one.kind === other.kind
  return one.seconds === other.seconds
}

import type { RatePoint } from '@/lib/model/live/live-view'

/** What a queue held, in flight and delayed included: approximate, as queues tell it. */
export type DepthReading = { atMs: number; messages: number }

export type Remaining = {
  messages: number
  /** Messages a second that are sent meanwhile; negative where others than we receive, too. */
  inflow: number
}

/**
 * A reading counts for e times less when it is so much older. Where readings are exact the last few
 * tell enough, and a change is soon seen; where they are not, it takes more of them.
 */
const [QUICK_SECONDS, SLOW_SECONDS] = [3, 10]
/** Readings are exact where the inflow is certain to within this part of the rate. */
const EXACT = 0.1
const MIN_READINGS = 6
const MIN_SPAN_SECONDS = 6
/** An inflow is believed in when it is so many times its own uncertainty. */
const CERTAIN = 3

/**
 * What is left on a queue just now. Each reading, less what was received since, is a guess at the same
 * number, so that their mean errs by less than one of them; where older guesses are lower in a row,
 * messages are being sent, and the line through them says how many a second.
 * @param readings at least one, oldest first.
 * @param points what was received, second by second, up to now; as far back as the readings.
 * @param perSecond how fast messages are received.
 */
export function remainingMessages(
  readings: DepthReading[],
  points: RatePoint[],
  perSecond: number,
): Remaining {
  const quick = lineThrough(guessesOf(readings, points, QUICK_SECONDS))
  const isExact = quick.uncertainty <= EXACT * perSecond
  const line = isExact ? quick : lineThrough(guessesOf(readings, points, SLOW_SECONDS))
  const { messages, age, slope, uncertainty } = line
  const isRising = Math.abs(slope) > CERTAIN * uncertainty
  if (!isRising) return { messages: Math.max(0, messages), inflow: 0 }
  return { messages: Math.max(0, messages - slope * age), inflow: -slope }
}

/** How far a reading is from what the earlier ones led to expect. */
export function surprise(
  reading: DepthReading,
  earlier: DepthReading[],
  points: RatePoint[],
  perSecond: number,
): { by: number; expected: number } {
  const { messages, inflow } = remainingMessages(earlier, points, perSecond)
  const [guess] = guessesOf([reading], points, SLOW_SECONDS)
  const expected = messages - inflow * (guess?.age ?? 0)
  return { by: (guess?.messages ?? 0) - expected, expected: Math.max(0, expected) }
}

type Guess = { /** Seconds. */ age: number; messages: number; weight: number }

function guessesOf(readings: DepthReading[], points: RatePoint[], fadeSeconds: number): Guess[] {
  const now = (points.at(-1)?.at ?? -1) + 1
  return readings.map(({ atMs, messages }) => {
    const at = atMs / 1_000
    const age = now - at
    const since = sumOf(points, (point) => point.received * overlap(point.at, at))
    return { age, messages: messages - since, weight: Math.exp(-Math.max(0, age) / fadeSeconds) }
  })
}

/** How much of a second was after a moment. */
function overlap(second: number, after: number): number {
  return Math.min(1, Math.max(0, second + 1 - after))
}

type Line = {
  /** The mean of the guesses, and their mean age. */
  messages: number
  age: number
  /** By how many messages a guess differs from one that is a second younger. */
  slope: number
  uncertainty: number
}

/** By least squares; without a slope where there are too few guesses for one. */
function lineThrough(guesses: Guess[]): Line {
  const weight = sumOf(guesses, (guess) => guess.weight)
  const age = sumOf(guesses, (guess) => guess.weight * guess.age) / weight
  const messages = sumOf(guesses, (guess) => guess.weight * guess.messages) / weight
  const level = { messages, age, slope: 0, uncertainty: Number.POSITIVE_INFINITY }
  const span = (guesses[0]?.age ?? 0) - (guesses.at(-1)?.age ?? 0)
  // As many guesses of equal weight would be worth as much.
  const worth = weight ** 2 / sumOf(guesses, (guess) => guess.weight ** 2)
  if (guesses.length < MIN_READINGS || span < MIN_SPAN_SECONDS || worth <= 2.5) return level

  const spread = sumOf(guesses, (guess) => guess.weight * (guess.age - age) ** 2)
  const slope =
    sumOf(guesses, (guess) => guess.weight * (guess.age - age) * guess.messages) / spread
  const offLine = (guess: Guess) => guess.messages - messages - slope * (guess.age - age)
  const variance =
    (sumOf(guesses, (guess) => guess.weight * offLine(guess) ** 2) / weight) * (worth / (worth - 2))
  const leverage = sumOf(guesses, (guess) => (guess.weight * (guess.age - age)) ** 2)
  return { messages, age, slope, uncertainty: Math.sqrt(variance * leverage) / spread }
}

function sumOf<T>(all: T[], of: (each: T) => number): number {
  return all.reduce((sum, each) => sum + of(each), 0)
}

import type { RatePoint } from '@/lib/model/live/current-rate'

/** What a queue held, in flight and delayed included: approximate, as queues tell it. */
export type DepthReading = { atMs: number; messages: number }

export type Remaining = {
  messages: number
  /** Messages a second that are sent meanwhile; negative where others than we receive, too. */
  inflow: number
}

/** Exact readings of the last seconds tell enough, and a change is soon seen in them. */
const QUICK_SECONDS = 8
/** Of others it takes more: each counts for e times less when it is so much older. */
const FADE_SECONDS = 10
/** Readings are exact where the inflow is certain to within this part of the rate. */
const EXACT = 0.1
const MIN_READINGS = 5
/** How long the readings must go back for a line, and how many times its uncertainty a slope must be. */
const QUICK = { spanSeconds: 4, certain: 3 }
const SLOW = { spanSeconds: 15, certain: 4.5 }

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
  const guesses = guessesOf(readings, points)
  const latest = guesses.filter(({ age }) => age <= QUICK_SECONDS)
  const quick = lineThrough(
    latest.map((guess) => ({ ...guess, weight: 1 })),
    QUICK.spanSeconds,
  )
  const isExact = quick.uncertainty <= EXACT * perSecond
  const line = isExact ? quick : lineThrough(guesses, SLOW.spanSeconds)
  const { messages, age, slope, uncertainty } = line
  const isRising = Math.abs(slope) > (isExact ? QUICK : SLOW).certain * uncertainty
  if (!isRising) return { messages: Math.max(0, messages), inflow: 0 }
  return { messages: Math.max(0, messages - slope * age), inflow: -slope }
}

/** How far some readings are from what the earlier ones led to expect. */
export function surprises(
  readings: DepthReading[],
  earlier: DepthReading[],
  points: RatePoint[],
  perSecond: number,
): { by: number; expected: number }[] {
  const { messages, inflow } = remainingMessages(earlier, points, perSecond)
  return guessesOf(readings, points).map((guess) => {
    const expected = messages - inflow * guess.age
    return { by: guess.messages - expected, expected: Math.max(0, expected) }
  })
}

type Guess = { /** Seconds. */ age: number; messages: number; weight: number }

function guessesOf(readings: DepthReading[], points: RatePoint[]): Guess[] {
  const now = (points.at(-1)?.at ?? -1) + 1
  return readings.map((reading) => {
    const at = reading.atMs / 1_000
    const age = now - at
    const messages = reading.messages - receivedSince(at, points)
    return { age, messages, weight: Math.exp(-Math.max(0, age) / FADE_SECONDS) }
  })
}

/** Of the second in which the moment was, as much as came after it. */
function receivedSince(moment: number, points: RatePoint[]): number {
  let sum = 0
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const { at, received } = points[index] ?? { at: 0, received: 0 }
    if (at + 1 <= moment) break
    sum += received * Math.min(1, at + 1 - moment)
  }
  return sum
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
function lineThrough(guesses: Guess[], minSpanSeconds: number): Line {
  const weight = sumOf(guesses, (guess) => guess.weight)
  const age = sumOf(guesses, (guess) => guess.weight * guess.age) / weight
  const messages = sumOf(guesses, (guess) => guess.weight * guess.messages) / weight
  const level = { messages, age, slope: 0, uncertainty: Number.POSITIVE_INFINITY }
  const span = (guesses[0]?.age ?? 0) - (guesses.at(-1)?.age ?? 0)
  // As many guesses of equal weight would be worth as much.
  const worth = weight ** 2 / sumOf(guesses, (guess) => guess.weight ** 2)
  if (guesses.length < MIN_READINGS || span < minSpanSeconds || worth <= 2.5) return level

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

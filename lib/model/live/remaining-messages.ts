import type { RatePoint } from '@/lib/model/live/live-view'

/** What a queue held, in flight and delayed included: approximate, as queues tell it. */
export type DepthReading = { atMs: number; messages: number }

export type Remaining = {
  messages: number
  /** Messages a second that are sent meanwhile; negative where others than we receive, too. */
  inflow: number
}

/** A reading counts for e times less when it is so much older. */
const FADE_SECONDS = 10
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
 */
export function remainingMessages(readings: DepthReading[], points: RatePoint[]): Remaining {
  const guesses = guessesOf(readings, points)
  const [first, last] = [guesses[0], guesses.at(-1)]
  const level = weigh(guesses)
  const spread = sumOf(guesses, ({ weight, age }) => weight * (age - level.age) ** 2)
  const isLong = first !== undefined && last !== undefined && first.age - last.age >= MIN_SPAN_SECONDS
  const constant = { messages: Math.max(0, level.messages), inflow: 0 }
  if (guesses.length < MIN_READINGS || !isLong || spread === 0) return constant

  const slope =
    sumOf(guesses, ({ weight, age, messages }) => weight * (age - level.age) * messages) / spread
  const offLine = ({ age, messages }: Guess) =>
    messages - level.messages - slope * (age - level.age)
  const variance =
    (sumOf(guesses, (guess) => guess.weight * offLine(guess) ** 2) / level.weight) *
    (guesses.length / (guesses.length - 2))
  const uncertainty =
    Math.sqrt(variance * sumOf(guesses, ({ weight, age }) => (weight * (age - level.age)) ** 2)) /
    spread
  if (Math.abs(slope) <= CERTAIN * uncertainty) return constant
  return { messages: Math.max(0, level.messages - slope * level.age), inflow: -slope }
}

/** How far a reading is from what the earlier ones led to expect. */
export function surprise(reading: DepthReading, earlier: DepthReading[], points: RatePoint[]) {
  const { messages, inflow } = remainingMessages(earlier, points)
  const [guess] = guessesOf([reading], points)
  const expected = messages - inflow * (guess?.age ?? 0)
  return { by: (guess?.messages ?? 0) - expected, expected: Math.max(0, expected) }
}

type Guess = { /** Seconds. */ age: number; messages: number; weight: number }

function guessesOf(readings: DepthReading[], points: RatePoint[]): Guess[] {
  const now = (points.at(-1)?.at ?? -1) + 1
  return readings.map(({ atMs, messages }) => {
    const at = atMs / 1_000
    const age = now - at
    const since = sumOf(points, (point) => point.received * overlap(point.at, at))
    return { age, messages: messages - since, weight: Math.exp(-Math.max(0, age) / FADE_SECONDS) }
  })
}

/** How much of a second was after a moment. */
function overlap(second: number, after: number): number {
  return Math.min(1, Math.max(0, second + 1 - after))
}

function weigh(guesses: Guess[]): Guess {
  const weight = sumOf(guesses, (guess) => guess.weight)
  const mean = (of: (guess: Guess) => number) =>
    weight === 0 ? 0 : sumOf(guesses, (guess) => guess.weight * of(guess)) / weight
  return { weight, age: mean(({ age }) => age), messages: mean(({ messages }) => messages) }
}

function sumOf<T>(all: T[], of: (each: T) => number): number {
  return all.reduce((sum, each) => sum + of(each), 0)
}

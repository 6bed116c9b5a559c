import { HOUR_MS } from '@/lib/model/time/units'
/** A limit counts one family of accounts, or everybody who reveals from this vault. */
export type LimitScope = 'person' | 'vault'

/** So many wrong passphrases within a window lock the person or the vault. */
type LockRule = { scope: LimitScope; wrong: number; minutes: number }

/** The hour's rule keeps somebody who waits for the end of each lock from guessing on and on. */
const LOCK_RULES: readonly LockRule[] = [
  { scope: 'person', wrong: 5, minutes: 15 },
  { scope: 'person', wrong: 10, minutes: 60 },
  { scope: 'vault', wrong: 10, minutes: 15 },
]
/** How many times a person's values per hour everybody together may ask for. */
const VAULT_TIMES = 3

/** How far back an attempt counts. */
export const ATTEMPTS_COUNT_MS = HOUR_MS

export type CountedAttempt = { userId: string; at: Date; values: number; wrong: boolean }

export type RevealLock = { kind: 'locked'; scope: LimitScope; retryAfterSeconds: number }
export type RevealOverLimit = {
  kind: 'over-limit'
  scope: LimitScope
  /** How many values an hour the scope has, and how many of them are left. */
  valuesPerHour: number
  left: number
  retryAfterSeconds: number
}

/** What limits are judged by: the last hour's attempts of everybody, oldest first. */
export type RevealUse = {
  attempts: readonly CountedAttempt[]
  family: readonly string[]
  now: Date
}

/** How long reveal is locked, and for everybody where it is for everybody; null where it is not. */
export function findLock(use: RevealUse): RevealLock | null {
  const locks = LOCK_RULES.flatMap((rule) => {
    const decisive = wrongWithin(use, rule).at(-rule.wrong)
    if (decisive === undefined) return []
    return [
      { scope: rule.scope, seconds: secondsUntil(decisive.at, rule.minutes * 60_000, use.now) },
    ]
  })
  if (locks.length === 0) return null
  const scope = locks.some((lock) => lock.scope === 'vault') ? 'vault' : 'person'
  const retryAfterSeconds = Math.max(...locks.map(({ seconds }) => seconds))
  return { kind: 'locked', scope, retryAfterSeconds }
}

/** How many more wrong passphrases lead to a lock, of either scope. */
export function attemptsLeft(use: RevealUse): number {
  return Math.min(
    ...LOCK_RULES.map((rule) => Math.max(0, rule.wrong - wrongWithin(use, rule).length)),
  )
}

/** How many values may still be asked for within the hour. */
export function valuesLeft(use: RevealUse, valuesPerHour: number): number {
  return Math.min(...budgets(valuesPerHour).map((budget) => budgetLeft(use, budget)))
}

/** Why so many values cannot be had now; null where they can. */
export function findOverLimit(
  use: RevealUse,
  values: number,
  valuesPerHour: number,
): RevealOverLimit | null {
  for (const budget of budgets(valuesPerHour)) {
    const left = budgetLeft(use, budget)
    if (left >= values) continue
    const retryAfterSeconds = secondsUntilFree(use, budget, values)
    return { kind: 'over-limit', ...budget, left: Math.max(0, left), retryAfterSeconds }
  }
  return null
}

type Budget = { scope: LimitScope; valuesPerHour: number }

function budgets(valuesPerHour: number): Budget[] {
  return [
    { scope: 'person', valuesPerHour },
    { scope: 'vault', valuesPerHour: valuesPerHour * VAULT_TIMES },
  ]
}

function budgetLeft(use: RevealUse, { scope, valuesPerHour }: Budget): number {
  return countedIn(use, scope).reduce((left, { values }) => left - values, valuesPerHour)
}

/** When enough of what was used has left the hour. */
function secondsUntilFree(use: RevealUse, budget: Budget, values: number): number {
  let left = budgetLeft(use, budget)
  for (const attempt of countedIn(use, budget.scope)) {
    left += attempt.values
    if (left >= values) return secondsUntil(attempt.at, HOUR_MS, use.now)
  }
  return HOUR_MS / 1_000
}

function wrongWithin(use: RevealUse, { scope, minutes }: LockRule): CountedAttempt[] {
  const since = use.now.getTime() - minutes * 60_000
  return countedIn(use, scope).filter(({ wrong, at }) => wrong && at.getTime() > since)
}

function countedIn({ attempts, family }: RevealUse, scope: LimitScope): readonly CountedAttempt[] {
  return scope === 'vault' ? attempts : attempts.filter(({ userId }) => family.includes(userId))
}

function secondsUntil(at: Date, laterMs: number, now: Date): number {
  return Math.max(1, Math.ceil((at.getTime() + laterMs - now.getTime()) / 1_000))
}

/** So many logins of later months are counted, and no more. */
export const MAX_LATER_LOGINS = 10_000

/** Up to when `user_logins` has a partition for each month, and whether making them works. */
export type LoginMonths = {
  /** The first moment, ISO 8601, that has no month of its own. */
  madeUntil: string
  /** Months after the current one; negative where the current one is missing. */
  monthsAhead: number
  /** Logins from then on, in the last partition: one more than the cap where there are more. */
  laterLogins: number
  /** Since when every attempt to make months has failed; null where the last one did not. */
  failingSince: string | null
  failingSeconds: number | null
  /** Why, in words. */
  problem: string | null
}

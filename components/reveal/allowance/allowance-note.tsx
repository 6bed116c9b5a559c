'use client'

import { AllowanceLine } from '@/components/reveal/allowance/allowance-line'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'

/** What a person may still reveal, as it was read, or why it could not be. */
export type KnownAllowance = {
  value: RevealAllowance | null
  /** When it was read, in Unix milliseconds. */
  readAt: number
}

type Props = {
  allowance: KnownAllowance
  /** Why it is not known what may still be asked for. */
  unknown: string | undefined
  /** How many values are asked for. */
  takes: number
}

/** What is left of the allowance and what this takes of it, to be read before the passphrase is typed. */
export function AllowanceNote({ allowance: { value, readAt }, unknown, takes }: Props) {
  if (value !== null) {
    return <AllowanceLine allowance={value} readAt={readAt} takes={takes} withAttempts />
  }
  return <p className="text-muted text-sm">{unknown ?? 'Reading your allowance…'}</p>
}

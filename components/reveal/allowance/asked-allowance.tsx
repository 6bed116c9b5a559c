'use client'

import { useCallback, useState } from 'react'
import { AllowanceNote, type KnownAllowance } from '@/components/reveal/allowance/allowance-note'
import { useFirstAllowance } from '@/components/reveal/allowance/use-first-allowance'
import { useShell } from '@/components/shell/shell-context'
import type { RevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'

type Props = {
  /** How many values are asked for. */
  takes: number
  /** Told whether that is more than is left; has to stay the same. */
  onKnown: (isTooMany: boolean) => void
}

/** Reads the person's allowance as it appears, and says what this takes of it. */
export function AskedAllowance({ takes, onKnown }: Props) {
  const { reveal } = useShell()
  const [allowance, setAllowance] = useState<KnownAllowance>({ value: null, readAt: 0 })
  const know = useCallback(
    (value: RevealAllowance) => {
      setAllowance({ value, readAt: Date.now() })
      onKnown(takes > value.left)
    },
    [onKnown, takes],
  )
  const unknown = useFirstAllowance(reveal?.readAllowance, know)
  return (
    <div className="min-h-5">
      <AllowanceNote allowance={allowance} unknown={unknown} takes={takes} />
    </div>
  )
}

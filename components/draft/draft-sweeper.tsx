'use client'

import { useEffect } from 'react'
import { sweepDrafts } from '@/components/draft/drafts'
import { withStorage } from '@/components/draft/with-storage'

const SWEEP_MS = 60_000

type Props = {
  /** Who is signed in; what others wrote goes. Left out where nobody is. */
  owner?: string
}

/** Drops drafts in time, and those of whoever was signed in before. */
export function DraftSweeper({ owner }: Props) {
  useEffect(() => {
    const sweep = () => withStorage((storage) => sweepDrafts(storage, owner, Date.now()))
    sweep()
    const timer = setInterval(sweep, SWEEP_MS)
    return () => clearInterval(timer)
  }, [owner])
  return null
}

'use client'

import { useCallback } from 'react'
import { sweepDrafts } from '@/components/draft/drafts'
import { withStorage } from '@/components/draft/with-storage'

/** Signing out, which leaves no half-written text behind. */
export function useSignOut(leave: () => Promise<void>): () => Promise<void> {
  return useCallback(async () => {
    withStorage((storage) => sweepDrafts(storage, null, Date.now()))
    await leave()
  }, [leave])
}

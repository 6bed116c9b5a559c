'use client'

import { useCallback, useEffect, useState } from 'react'
import { askConsole, askForJson } from '@/components/ui/ask/ask-console'
import { poll } from '@/components/ui/ask/poll'
import { newId } from '@/components/ui/new-id'

export type ExportProgress = {
  id: string
  rows: number
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Why it failed, in a sentence, if that is known. */
  problem?: string
}

const ASK_MS = 400
const TIMEOUT_MS = 5_000
/** An export that is unknown after so many requests has not begun, or is another process's. */
const MAX_UNKNOWN = 12

/**
 * Starts a download that the browser writes to disk by itself, so that nothing piles up in the page,
 * and asks the server how far it is.
 */
export function useExport() {
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const id = progress?.state === 'running' ? progress.id : null

  useEffect(() => {
    if (id === null) return
    let unknown = 0
    return poll(ASK_MS, async (signal) => {
      const asked = { signal, timeoutMs: TIMEOUT_MS }
      const next = await askForJson<Omit<ExportProgress, 'id'>>(progressOf(id), asked)
      if (signal.aborted) return
      if (next === null) unknown += 1
      if (next === null && unknown < MAX_UNKNOWN) return
      setProgress((was) => (was?.id === id ? { ...was, ...(next ?? { state: 'failed' }) } : was))
    })
  }, [id])

  const start = useCallback((href: string) => {
    const next = newId()
    const link = document.createElement('a')
    link.href = `${href}${href.includes('?') ? '&' : '?'}export=${next}`
    link.download = ''
    link.click()
    setProgress({ id: next, rows: 0, state: 'running' })
  }, [])
  const cancel = useCallback(() => {
    if (id === null) return
    void askConsole(progressOf(id), { method: 'DELETE' }).catch(() => null)
    setProgress((was) => (was === null ? null : { ...was, state: 'cancelled' }))
  }, [id])
  return { progress, start, cancel }
}

const progressOf = (id: string) => `/api/exports/progress?export=${id}`

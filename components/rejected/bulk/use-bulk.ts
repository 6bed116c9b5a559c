'use client'

import { useCallback, useEffect, useState, useTransition } from 'react'
import type { RejectedActions } from '@/components/rejected/rejected-actions'
import type { Justification } from '@/components/reveal/justification-fields'
import { askConsole, askForJson } from '@/components/ui/ask/ask-console'
import { CHECK_THE_LIST, callPatiently } from '@/components/ui/ask/call-action'
import { poll } from '@/components/ui/ask/poll'
import { newId } from '@/components/ui/new-id'
import type { BulkAction, BulkPreview, BulkSettled } from '@/lib/model/rejected/rejected-bulk'
import type { RejectedFilter } from '@/lib/model/rejected/rejected-groups'

const ASK_MS = 500

export type BulkActions = Pick<RejectedActions, 'previewBulk' | 'putManyBack' | 'discardMany'>

type Options = { action: BulkAction; filter: RejectedFilter; actions: BulkActions }

type Refusal = { kind: string; problem: string }

type Progress = { tried: number; total: number; isStopAsked: boolean }

/** The course of a bulk action: count what it would take, do it, tell how far it is, and what came of it. */
export function useBulk({ action, filter, actions }: Options) {
  const [preview, setPreview] = useState<BulkPreview | null>(null)
  const [refusal, setRefusal] = useState<Refusal>()
  const [settled, setSettled] = useState<BulkSettled | null>(null)
  const [underWay, setUnderWay] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const progress = useProgress(underWay)

  const count = useCallback(() => {
    start(async () => {
      const result = await callPatiently(() => actions.previewBulk({ action, filter }))
      if (result.kind === 'previewed') setPreview(result)
      else setRefusal(result)
    })
  }, [action, filter, actions])
  // Once, as the dialog opens: what it shows is what is done.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page behind is read anew while it is open
  useEffect(count, [])

  const run = ({ reason, ticket, passphrase }: Justification, onDone: () => void) => {
    if (preview === null) return
    const bulk = newId()
    const { throughId, take } = preview
    const asked = {
      bulk,
      filter: preview.filter,
      throughId,
      count: take,
      reason,
      ticket,
      passphrase,
    }
    // Within the transition they would show only once it is over.
    setRefusal(undefined)
    setUnderWay(bulk)
    start(async () => {
      const act = action === 'return' ? actions.putManyBack : actions.discardMany
      const result = await callPatiently(() => act(asked), CHECK_THE_LIST)
      setUnderWay(null)
      if (result.kind !== 'settled') return setRefusal(result)
      onDone()
      setSettled(result)
    })
  }
  const stop = () => {
    if (underWay === null) return
    void askConsole(progressOf(underWay), { method: 'DELETE' }).catch(() => null)
  }
  return {
    preview,
    problem: refusal?.problem,
    /** The id of the field that it is about, where that is not the emptied one. */
    problemField: refusal?.kind === 'invalid' ? 'reason' : undefined,
    settled,
    pending,
    isUnderWay: underWay !== null,
    progress,
    run,
    stop,
  }
}

/** How far it is; null while that is not known, as where another process works on it. */
function useProgress(bulk: string | null): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null)
  useEffect(() => {
    if (bulk === null) return
    const end = poll(ASK_MS, async (signal) => {
      const next = await askForJson<Progress>(progressOf(bulk), { signal })
      if (next !== null && !signal.aborted) setProgress(next)
    })
    return () => {
      end()
      setProgress(null)
    }
  }, [bulk])
  return progress
}

const progressOf = (bulk: string) => `/api/rejected/bulk?bulk=${bulk}`

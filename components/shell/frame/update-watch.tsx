'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Notice } from '@/components/notice/notice'
import { NoticeStack } from '@/components/notice/notice-stack'
import { askBuild } from '@/components/shell/frame/ask-build'
import { isOfAnotherBuild } from '@/components/shell/frame/page-failure'
import { reloadOnce } from '@/components/shell/frame/reload-once'
import { useLive } from '@/components/shell/live-provider'
import { UPDATED_EVENT } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'

/** A tab that was asleep is checked when it is looked at again, but not with each glance. */
const MIN_INTERVAL_MS = 60_000

/**
 * Finds out that the console was updated under an open tab: by a server action or a chunk that is gone,
 * and by asking once the connection is back. The page is then loaded anew: at once where nothing would
 * be lost, else when the person says so.
 * @param build the build that the page was rendered by.
 */
export function UpdateWatch({ build }: { build: string }) {
  const [isUpdated, setUpdated] = useState(false)
  const isInUse = useIsInUse()
  const onUpdated = () => {
    if (isInUse() || !reloadOnce()) setUpdated(true)
  }
  useServerChanges(build, onUpdated)
  useMissingActions(onUpdated)
  if (!isUpdated) return null
  return (
    <NoticeStack abovePager>
      <Notice
        tone="info"
        title="Veilgate was updated."
        action={
          <Button size="sm" onClick={() => location.reload()}>
            Reload
          </Button>
        }
      >
        Reload this page to go on with the new version. Reasons and notes that you have begun are
        kept.
      </Notice>
    </NoticeStack>
  )
}

/** Whether a load of the document would lose something: what was typed, a dialog, an original. */
function useIsInUse(): () => boolean {
  const typed = useRef(new Set<HTMLInputElement | HTMLTextAreaElement>())
  useEffect(() => {
    const note = ({ target }: Event) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
        typed.current.add(target)
      }
    }
    document.addEventListener('input', note)
    return () => document.removeEventListener('input', note)
  }, [])
  return () => {
    for (const field of typed.current) if (!field.isConnected) typed.current.delete(field)
    const isWriting = [...typed.current].some(({ value }) => value !== '')
    return isWriting || document.querySelector('[role="dialog"], [data-original]') !== null
  }
}

/** Asks which build is there after the connection was lost, and when the tab is looked at again. */
function useServerChanges(build: string, onUpdated: () => void) {
  const { connection } = useLive()
  const wasLost = useRef(false)
  const askedAt = useRef(0)
  const ask = useEffectEvent(async () => {
    askedAt.current = Date.now()
    const now = await askBuild()
    if (now !== null && now !== build) onUpdated()
  })
  useEffect(() => {
    if (connection === 'lost') wasLost.current = true
    if (connection !== 'live' || !wasLost.current) return
    wasLost.current = false
    void ask()
  }, [connection])
  useEffect(() => {
    askedAt.current = Date.now()
    const onLook = () => {
      if (document.visibilityState !== 'visible') return
      if (Date.now() - askedAt.current > MIN_INTERVAL_MS) void ask()
    }
    // A chunk is missing also where the network is lost: the build tells.
    const onFailure = (event: ErrorEvent | PromiseRejectionEvent) => {
      if (isOfAnotherBuild('reason' in event ? event.reason : event.error)) void ask()
    }
    document.addEventListener('visibilitychange', onLook)
    window.addEventListener('error', onFailure)
    window.addEventListener('unhandledrejection', onFailure)
    return () => {
      document.removeEventListener('visibilitychange', onLook)
      window.removeEventListener('error', onFailure)
      window.removeEventListener('unhandledrejection', onFailure)
    }
  }, [])
}

/** An action that the server does not know is of another build, whatever else it says. */
function useMissingActions(onUpdated: () => void) {
  const onMissing = useEffectEvent(onUpdated)
  useEffect(() => {
    const listener = () => onMissing()
    window.addEventListener(UPDATED_EVENT, listener)
    return () => window.removeEventListener(UPDATED_EVENT, listener)
  }, [])
}

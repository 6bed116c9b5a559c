'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { linkOf, rangeOf } from '@/components/links/link-of'
import { copyText } from '@/components/ui/copy-button'
import type { TimeRange } from '@/lib/model/time/time-range'

export type CopiedLink = {
  href: string
  /** Whether the browser let it be copied. */
  isCopied: boolean
  /** The time that the page tells from now, and whether the link does, too. */
  range: TimeRange | null
  keepsRange: boolean
}

/** The link that was copied last, until it is dismissed. */
export function useCopiedLink(): CopiedLink | null {
  return useSyncExternalStore(
    subscribe,
    () => copied,
    () => null,
  )
}

/** Copies a link to what the page shows, the inspected row included. */
export async function copyPageLink(timeZone: string, keepsRange = false): Promise<void> {
  const address = location.href
  const href = linkOf(address, { nowMs: readAtMs ?? Date.now(), timeZone, keepsRange })
  const isCopied = await copyText(href)
  if (isLinkToHere(href)) set({ href, isCopied, range: rangeOf(address), keepsRange })
}

export function dismissCopiedLink() {
  set(null)
}

/** A link to another page is no link to this one; one that was copied in a page's skeleton stays. */
export function dismissLinkToElsewhere() {
  if (copied !== null && !isLinkToHere(copied.href)) set(null)
}

/** Says when the rows of a page were read: times told from now are told from then. */
export function useReadAt(nowMs: number) {
  useEffect(() => {
    readAtMs = nowMs
    return () => {
      readAtMs = null
    }
  }, [nowMs])
}

const isLinkToHere = (href: string) => new URL(href).pathname === location.pathname

let copied: CopiedLink | null = null
let readAtMs: number | null = null
const listeners = new Set<() => void>()

function set(next: CopiedLink | null) {
  copied = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

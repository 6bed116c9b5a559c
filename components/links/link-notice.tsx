'use client'

import { Check, TriangleAlert, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { type CopiedLink, copyPageLink, dismissCopiedLink } from '@/components/links/copied-link'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/form/input'
import { useTimeZone } from '@/components/ui/time/clock'
import { formatSpan } from '@/lib/format/time-span'
import { rangeName, type TimeRange } from '@/lib/model/time/time-range'

const SHOWN_MS = 8_000

/** Says that the link was copied, which time it means, and hands it over where it could not be copied. */
export function LinkNotice({ link }: { link: CopiedLink }) {
  const field = useRef<HTMLInputElement>(null)
  const [isHeld, setHeld] = useState(false)
  const { href, isCopied } = link

  useEffect(() => {
    // What is selected is a key away from being copied.
    if (!isCopied) field.current?.focus()
  }, [isCopied])
  useEffect(() => {
    if (!isCopied || isHeld) return
    const timer = setTimeout(dismissCopiedLink, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isCopied, isHeld])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      dismissCopiedLink()
    }
    // Before the inspector hears of it.
    document.addEventListener('keydown', onKeyDown, true)
    return () => document.removeEventListener('keydown', onKeyDown, true)
  }, [])

  return (
    <section
      aria-label="Link"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="float-motion absolute top-full right-0 z-50 mt-1 flex w-96 flex-col gap-2 rounded-lg bg-raised p-3 shadow-float max-sm:fixed max-sm:inset-x-2 max-sm:top-13 max-sm:w-auto"
    >
      <div className="flex items-center gap-2">
        {isCopied ? (
          <Check className="size-4 shrink-0 text-ok" aria-hidden />
        ) : (
          <TriangleAlert className="size-4 shrink-0 text-warn" aria-hidden />
        )}
        <p role="status" className="min-w-0 font-medium">
          {isCopied ? 'Link copied' : 'The browser refused to copy. Copy the link here.'}
        </p>
        <Button
          variant="ghost"
          size="icon-xs"
          className="ml-auto"
          aria-label="Dismiss"
          onClick={dismissCopiedLink}
        >
          <X />
        </Button>
      </div>
      <Input
        ref={field}
        readOnly
        aria-label="The link"
        value={href}
        onFocus={(event) => event.target.select()}
        className="font-mono text-sm"
      />
      {link.range === null ? null : <RangeChoice link={link} range={link.range} />}
    </section>
  )
}

/** Whether the link means the time that is shown now, or the one before it is opened. */
function RangeChoice({ link, range }: { link: CopiedLink; range: TimeRange }) {
  const timeZone = useTimeZone()
  const { href, keepsRange } = link
  return (
    <div className="flex items-start justify-between gap-2 text-sm">
      <p className="min-w-0 text-muted">
        {keepsRange
          ? `Its time moves with the clock: ${rangeName(range)}.`
          : `Its time is fixed: ${spanOf(href, timeZone)}.`}
      </p>
      <Button
        size="sm"
        className="shrink-0"
        onClick={() => void copyPageLink(timeZone, !keepsRange)}
      >
        {keepsRange ? 'Fix the time' : `Keep “${rangeName(range)}”`}
      </Button>
    </div>
  )
}

function spanOf(href: string, timeZone: string): string {
  const { searchParams } = new URL(href)
  const ms = (name: string) => {
    const text = searchParams.get(name)
    return text === null ? undefined : Date.parse(text)
  }
  return formatSpan(
    { fromMs: ms('from') ?? ms('since'), toMs: ms('to') },
    { nowMs: Date.now(), timeZone },
  )
}

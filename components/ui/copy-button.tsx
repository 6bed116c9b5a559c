'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/overlay/tooltip'

type Props = {
  text: string
  /** What is copied, such as `Copy the token`. */
  label?: string
  className?: string
}

const SHOWN_MS = 1_600

/** Copies a text and says so in place. */
export function CopyButton({ text, label = 'Copy', className }: Props) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>()

  useEffect(() => {
    if (outcome === undefined) return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  const copy = async () => setOutcome((await copyText(text)) ? 'copied' : 'refused')
  const says = { copied: 'Copied', refused: 'The browser refused to copy' }
  return (
    <Tooltip label={outcome ? says[outcome] : label}>
      <Button
        variant="ghost"
        size="icon-xs"
        aria-label={label}
        className={className}
        onClick={(event) => {
          event.stopPropagation()
          void copy()
        }}
      >
        {outcome === 'copied' ? <Check className="size-3 text-ok" /> : <Copy className="size-3" />}
        <span role="status" className="sr-only">
          {outcome ? says[outcome] : ''}
        </span>
      </Button>
    </Tooltip>
  )
}

/** Copies a text; plain http on another host has no clipboard API, hence the old way beside it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const focused = document.activeElement
    const field = document.createElement('textarea')
    field.value = text
    field.style.position = 'fixed'
    document.body.append(field)
    field.select()
    const copied = document.execCommand('copy')
    field.remove()
    // The field took the focus along.
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
    return copied
  }
}

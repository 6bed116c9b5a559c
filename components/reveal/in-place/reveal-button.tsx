'use client'

import { Eye } from 'lucide-react'
import { useState } from 'react'
import { RevealInPlace } from '@/components/reveal/in-place/reveal-in-place'
import { useShell } from '@/components/shell/shell-context'
import { Button } from '@/components/ui/button'

type Props = {
  /** See `RevealInPlace`. */
  what: string
  tokens: readonly string[]
  /** What the button says; “Reveal…” unless told otherwise. */
  label?: string
}

/** The way from tokens to their originals, for those who may; nothing for others, or without a token. */
export function RevealButton({ what, tokens, label = 'Reveal…' }: Props) {
  const { reveal } = useShell()
  const [isOpen, setOpen] = useState(false)
  if (reveal === null || tokens.length === 0) return null
  return (
    <>
      <Button
        size="sm"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="print:hidden"
      >
        <Eye /> {label}
      </Button>
      <RevealInPlace what={what} tokens={tokens} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

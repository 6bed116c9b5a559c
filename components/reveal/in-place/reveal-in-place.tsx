'use client'

import { lazy, Suspense } from 'react'
import { useShell } from '@/components/shell/shell-context'

const RevealDialog = lazy(async () => ({
  default: (await import('@/components/reveal/in-place/reveal-dialog')).RevealDialog,
}))

type Props = {
  /** What is opened, as the title says it: `both values of this login`. */
  what: string
  /** Distinct, and each a token. */
  tokens: readonly string[]
  isOpen: boolean
  onClose: () => void
}

/** Brings originals back over the page that their tokens are on; nothing for those who may not. */
export function RevealInPlace({ isOpen, ...dialog }: Props) {
  const { reveal } = useShell()
  if (reveal === null || !isOpen) return null
  return (
    <Suspense>
      <RevealDialog {...dialog} actions={reveal} />
    </Suspense>
  )
}
